using Lts.Onnx;
using Lts.Onnx.Inspection;

namespace Lts.Tests.Onnx;

public class ReferenceGraphTests
{
    /// <summary>If this fails, measurements made before and after the change cannot be compared: do not just change the hash.</summary>
    [Fact]
    public void Bytes_NeverChange() =>
        Assert.Equal("0f4061481884238dac7458888b8e1381316e1e6f4088d2d1c8feee11b9f2afdb", ReferenceGraph.Sha256);

    [Fact]
    public void Graph_HasOneFixedInput_AndSaysWhatPoolItNeeds()
    {
        var graph = GraphInspector.Inspect(ReferenceGraph.Bytes.Span);
        Assert.Equal(new long?[] { 1, ReferenceGraph.SequenceLength }, Assert.Single(graph.Inputs).Dims);
        Assert.Equal(ReferenceGraph.RequiredPoolBytes, graph.RequiredPoolBytes);
    }
}
