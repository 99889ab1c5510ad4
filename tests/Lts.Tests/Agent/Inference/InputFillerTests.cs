using System.Runtime.InteropServices;
using Lts.Agent.Inference;
using Lts.Onnx.Inspection;

namespace Lts.Tests.Agent.Inference;

public sealed class InputFillerTests
{
    [Fact]
    public void Ids_StayInTheVocabulary_AndVary()
    {
        var ids = Fill<long>(OnnxElementType.Int64, InputFill.Ids, bound: 50);
        Assert.All(ids, id => Assert.InRange(id, 0, 49));
        Assert.True(ids.Distinct().Count() > 30);
    }

    [Fact]
    public void SameInput_HasTheSameElements() => Assert.Equal(
        Fill<long>(OnnxElementType.Int64, InputFill.Ids, bound: 50257), Fill<long>(OnnxElementType.Int64, InputFill.Ids, bound: 50257));

    [Fact]
    public void Floats_LieAroundZero()
    {
        var values = Fill<float>(OnnxElementType.Float, InputFill.Uniform);
        Assert.All(values, v => Assert.InRange(v, -1, 1));
        Assert.InRange(values.Average(), -0.2f, 0.2f);
    }

    [Fact]
    public void Positions_CountAlongTheLastDimension() =>
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1], Fill<int>(OnnxElementType.Int32, InputFill.Positions).Take(12));

    [Fact]
    public void Masks_HideNothing() => Assert.All(Fill<byte>(OnnxElementType.Boolean, InputFill.Ones), b => Assert.Equal(1, b));

    private static T[] Fill<T>(OnnxElementType type, InputFill fill, long bound = 1)
        where T : unmanaged
    {
        var input = new InputTensor("x", type, [20, 10], fill, bound);
        var bytes = new byte[200 * Marshal.SizeOf<T>()];
        InputFiller.Fill(input, bytes);
        return MemoryMarshal.Cast<byte, T>(bytes).ToArray();
    }
}
