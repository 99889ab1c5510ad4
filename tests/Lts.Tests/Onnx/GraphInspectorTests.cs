using Google.Protobuf;
using Lts.Domain.Architectures;
using Lts.Domain.Families;
using Lts.Onnx.Emission;
using Lts.Onnx.Inspection;
using Lts.Onnx.Weights;
using Lts.Onnx.Wire;

namespace Lts.Tests.Onnx;

public class GraphInspectorTests
{
    private static readonly Architecture Small = new Gpt2Shape
    {
        HiddenSize = 16,
        Layers = [new(32, 2), new(40, 4)],
        VocabularySize = 20,
        MaxSequenceLength = 8,
    };

    [Fact]
    public void WeightlessGraph_IsDescribed()
    {
        var emitted = WeightlessGraph.Emit(Small, new GraphOptions { BatchSize = 2, WithPast = true });
        var graph = GraphInspector.Inspect(emitted.Bytes);
        Assert.Equal(["input_ids", "past_key_0", "past_value_0", "past_key_1", "past_value_1"], graph.Inputs.Select(input => input.Name));
        Assert.Equal(OnnxElementType.Int64, graph.Inputs[0].ElementType);
        Assert.Equal(new long?[] { 2, null }, graph.Inputs[0].Dims);
        Assert.Equal(new long?[] { 2, 4, null, 4 }, graph.Inputs[3].Dims);
        Assert.Equal(
            ["logits", "present_key_0", "present_value_0", "present_key_1", "present_value_1"], graph.Outputs.Select(output => output.Name));
        Assert.Equal(new long?[] { 2, null, 20 }, graph.Outputs[0].Dims);
        Assert.True(graph.HasExternalData);
        Assert.Equal(emitted.Weights.Length, graph.PoolTensorCount);
        Assert.Equal(GraphOptions.MinOpset, graph.Opset);
    }

    [Fact]
    public void CompleteModel_NeedsNoPool()
    {
        var graph = GraphInspector.Inspect(Models.WithWeights(Small, new GraphOptions(), new PoolWeights(1)));
        Assert.False(graph.HasExternalData);
        Assert.Equal(0, graph.RequiredPoolBytes);
        Assert.Equal(ModelProto.Parser.ParseFrom(WeightlessGraph.Emit(Small, new GraphOptions()).Bytes).Graph.Node.Count, graph.NodeCount);
    }

    [Fact]
    public void UnknownOperator_OfAStrangersDomain_IsLeftToTheRuntime()
    {
        var model = ModelProto.Parser.ParseFrom(WeightlessGraph.Emit(Small, new GraphOptions()).Bytes);
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.example", Version = 3 });
        model.Graph.Node.Add(new NodeProto { OpType = "Teleport", Input = { "x" }, Output = { "elsewhere" } });
        Assert.Equal(model.Graph.Node.Count, GraphInspector.Inspect(model.ToByteArray()).NodeCount);
    }

    [Fact]
    public void OperatorsOutOfOrder_ButWithoutACycle_AreLeftToTheRuntime()
    {
        var model = ModelProto.Parser.ParseFrom(WeightlessGraph.Emit(Small, new GraphOptions()).Bytes);
        var reversed = model.Graph.Node.Reverse().ToList();
        model.Graph.Node.Clear();
        model.Graph.Node.AddRange(reversed);
        Assert.Equal(reversed.Count, GraphInspector.Inspect(model.ToByteArray()).NodeCount);
    }

    [Fact]
    public void InputWithAnInitializer_NeedNotBeSupplied()
    {
        var model = ModelProto.Parser.ParseFrom(WeightlessGraph.Emit(Small, new GraphOptions()).Bytes);
        model.Graph.Input.Add(new ValueInfoProto { Name = "wte.weight" });
        Assert.Equal("input_ids", Assert.Single(GraphInspector.Inspect(model.ToByteArray()).Inputs).Name);
    }
}
