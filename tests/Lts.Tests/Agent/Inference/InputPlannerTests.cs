using Lts.Agent.Inference;
using Lts.Onnx.Inspection;

namespace Lts.Tests.Agent.Inference;

public sealed class InputPlannerTests
{
    [Fact]
    public void OpenDimensions_AreThePlans()
    {
        var ids = PlanOne(new GraphValue("input_ids", OnnxElementType.Int64, [null, null]));
        Assert.Equal([2L, 7L], ids.Dims.ToArray());
        Assert.Equal((InputFill.Ids, 1000L), (ids.Fill, ids.Bound));
    }

    [Fact]
    public void FixedDimensions_Stay() =>
        Assert.Equal([1L, 16L], PlanOne(new GraphValue("input_ids", OnnxElementType.Int64, [1, 16])).Dims.ToArray());

    [Fact]
    public void Past_IsEmpty() =>
        Assert.Equal([2L, 4L, 0L, 16L], PlanOne(new GraphValue("past_key_0", OnnxElementType.Float, [null, 4, null, 16])).Dims.ToArray());

    [Theory]
    [InlineData("attention_mask", OnnxElementType.Int64, 2)]
    [InlineData("position_ids", OnnxElementType.Int64, 3)]
    [InlineData("token_type_ids", OnnxElementType.Int32, 4)]
    [InlineData("pixels", OnnxElementType.Float, 1)]
    [InlineData("use_cache", OnnxElementType.Boolean, 2)]
    public void ForeignInputs_AreFilledByTheirName(string name, OnnxElementType type, int fill) =>
        Assert.Equal((InputFill)fill, PlanOne(new GraphValue(name, type, [null, null])).Fill);

    [Fact]
    public void Text_IsRefusedByName()
    {
        var e = Assert.Throws<InvalidGraphException>(() => PlanOne(new GraphValue("prompt", OnnxElementType.Text, [1])));
        Assert.Contains("'prompt'", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1L << 40, 1L)]
    [InlineData(1L << 40, 1L << 40)]
    [InlineData(-1L, -1L)]
    public void ImpossibleShape_IsRefused(long rows, long columns) =>
        Assert.Throws<InvalidGraphException>(() => PlanOne(new GraphValue("x", OnnxElementType.Float, [rows, columns])));

    [Fact]
    public void UnstatedShape_IsRefused() =>
        Assert.Throws<InvalidGraphException>(() => PlanOne(new GraphValue("x", OnnxElementType.Float, default)));

    private static InputTensor PlanOne(GraphValue input)
    {
        var logits = new GraphValue("logits", OnnxElementType.Float, [null, null, 1000]);
        return InputPlanner.Plan(new InspectedGraph([input], [logits], 0, 0, 1, 17), batchSize: 2, sequenceLength: 7).Single();
    }
}
