using Google.Protobuf;
using Lts.Domain.Families;
using Lts.Onnx.Emission;
using Lts.Onnx.Inspection;
using Lts.Onnx.Wire;

namespace Lts.Tests.Onnx;

/// <summary>Graphs from strangers: each is refused by name, and never costs more than reading it.</summary>
public class HostileGraphTests
{
    private static readonly byte[] Good = WeightlessGraph.Emit(
        new Gpt2Shape { HiddenSize = 16, Layers = [new(32, 2)], VocabularySize = 20, MaxSequenceLength = 8 }, new GraphOptions()).Bytes;

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../lts-pool.bin")]
    [InlineData("./lts-pool.bin")]
    [InlineData("LTS-POOL.BIN")]
    [InlineData("lts-pool.bin\0")]
    [InlineData("C:\\lts-pool.bin")]
    [InlineData("*/_ORT_MEM_ADDR_/*")] // ONNX Runtime reads "offset" as an address
    [InlineData("")]
    public void ExternalData_OutsideThePool(string location) =>
        Refused(model => External(model, "location", location), "'wte.weight'", "only the weight pool");

    [Theory]
    [InlineData("offset", "-4096", "is not a number of bytes")]
    [InlineData("offset", "0x10", "is not a number of bytes")]
    [InlineData("offset", "", "is not a number of bytes")]
    [InlineData("offset", "99999999999999999999", "is not a number of bytes")]
    [InlineData("length", "1e9", "is not a number of bytes")]
    [InlineData("offset", "9223372036854775807", "beyond")]
    [InlineData("offset", "4294967296", "beyond")]
    [InlineData("length", "1284", "its shape needs 1280")]
    [InlineData("length", "0", "its shape needs 1280")]
    public void ExternalData_WithImpossibleBounds(string key, string value, string reason) =>
        Refused(model => External(model, key, value), "'wte.weight'", reason);

    [Theory]
    [InlineData("location")]
    [InlineData("offset")]
    [InlineData("length")]
    public void ExternalData_StatedTwice(string key) => Refused(
        model => Weight(model).ExternalData.Add(new StringStringEntryProto { Key = key, Value = "4096" }),
        "'wte.weight'", $"'{key}'", "twice");

    [Fact]
    public void ExternalData_WithoutALocation() =>
        Refused(model => Weight(model).ExternalData.RemoveAt(0), "'wte.weight'", "without a location");

    [Fact]
    public void ExternalData_HiddenInAnAttribute()
    {
        var tensor = new TensorProto
        {
            Name = "hidden",
            DataType = TensorProto.Types.DataType.Float,
            Dims = { 4 },
            DataLocation = TensorProto.Types.DataLocation.External,
        };
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "/etc/shadow" });
        byte[] name = new AttributeProto { Name = "value" }.ToByteArray();
        byte[] attribute = [.. name, .. Field(OnnxFields.Attribute.Tensor, tensor.ToByteArray())];
        RefusedBytes(WithAttribute("Constant", attribute), "'hidden'", "only the weight pool");
    }

    [Theory]
    [InlineData(OnnxFields.SparseTensor.Values, "values")]
    [InlineData(OnnxFields.SparseTensor.Indices, "indices")]
    public void SparseTensor_WithAPartStatedTwice_WhichProtobufWouldMerge(int field, string part)
    {
        var whole = new TensorProto { Name = "w", DataType = TensorProto.Types.DataType.Float, Dims = { 1 }, RawData = ByteString.CopyFrom(0, 0, 0, 0) };
        var addition = new TensorProto { ExternalData = { new StringStringEntryProto { Key = "location", Value = "/etc/passwd" } } };
        byte[] sparse = [.. Field(field, whole.ToByteArray()), .. Field(field, addition.ToByteArray())];
        var model = ModelProto.Parser.ParseFrom(Good);
        model.Graph.MergeFrom(Field(OnnxFields.Graph.SparseInitializer, sparse));

        RefusedBytes(model.ToByteArray(), "sparse tensor", part, "twice");
    }

    [Fact]
    public void Tensor_OfAnUnknownType() =>
        Refused(model => Weight(model).DataType = (TensorProto.Types.DataType)99, "'wte.weight'", "type 99");

    [Fact]
    public void Tensor_InAnUnknownKindOfPlace() =>
        Refused(model => Weight(model).DataLocation = (TensorProto.Types.DataLocation)7, "'wte.weight'", "unknown kind of place");

    [Fact]
    public void Tensor_WithLessDataThanItsShape() => Refused(
        model => model.Graph.Initializer.Add(new TensorProto
        {
            Name = "short",
            DataType = TensorProto.Types.DataType.Float,
            Dims = { 8 },
            RawData = ByteString.CopyFrom(1, 2, 3, 4),
        }),
        "'short'", "4 bytes", "needs 32");

    [Theory]
    [InlineData(new[] { 1_000_000_000L })]
    [InlineData(new[] { 1L << 32, 1L << 32 })]
    [InlineData(new[] { long.MaxValue, long.MaxValue })]
    [InlineData(new[] { 0L, long.MaxValue, long.MaxValue })]
    public void Shape_TooLarge(long[] dims)
    {
        Refused(model => { Weight(model).Dims.Clear(); Weight(model).Dims.AddRange(dims); }, "'wte.weight'", "elements");
        Refused(model => SetInputShape(model, dims), "'input_ids'", "elements");
        Refused(
            model =>
            {
                model.Graph.Initializer.Add(new TensorProto
                {
                    Name = "huge",
                    DataType = TensorProto.Types.DataType.Int64,
                    Dims = { dims.Length },
                    Int64Data = { dims },
                });
                AddNode(model, "bomb", "ConstantOfShape", "huge", "filled");
            },
            "'bomb'", "elements");
    }

    [Fact]
    public void Shape_Negative()
    {
        Refused(model => Weight(model).Dims[0] = -20, "'wte.weight'", "negative");
        Refused(model => SetInputShape(model, [-1]), "'input_ids'", "negative");
    }

    [Fact]
    public void Shape_OfTooManyDimensions() =>
        Refused(model => Weight(model).Dims.AddRange(Enumerable.Repeat(1L, 100)), "'wte.weight'", "64");

    [Fact]
    public void Cycle() => Refused(
        model =>
        {
            model.Graph.Node.Add(new NodeProto { Name = "egg", OpType = "Neg", Input = { "hen_out" }, Output = { "egg_out" } });
            model.Graph.Node.Add(new NodeProto { Name = "hen", OpType = "Neg", Input = { "egg_out" }, Output = { "hen_out" } });
        },
        "'egg'", "cycle");

    [Fact]
    public void Cycle_ThroughASubgraph()
    {
        var inner = new GraphProto
        {
            Node = { new NodeProto { OpType = "Neg", Input = { "own" }, Output = { "inside" } } },
            Output = { new ValueInfoProto { Name = "inside" } },
        };
        RefusedBytes(WithAttribute("If", Field(OnnxFields.Attribute.Graph, inner.ToByteArray())), "cycle");
    }

    [Fact]
    public void Input_ThatNothingDefines()
    {
        Refused(model => AddNode(model, "lost", "Neg", "nowhere", "y"), "'lost'", "'nowhere'");
        Refused(model => model.Graph.Output.Add(new ValueInfoProto { Name = "nothing" }), "'nothing'");
    }

    [Fact]
    public void Value_DefinedTwice()
    {
        Refused(model => AddNode(model, "again", "Neg", "x", "x"), "'again'", "already defined");
        Refused(model => model.Graph.Initializer.Add(Weight(model).Clone()), "'wte.weight'", "twice");
    }

    [Fact]
    public void Subgraphs_NestedTooDeep()
    {
        var graph = new GraphProto();
        for (var depth = 0; depth < 9; depth++)
        {
            graph = GraphProto.Parser.ParseFrom(Field(OnnxFields.Graph.Node,
                [
                    .. new NodeProto { OpType = "If" }.ToByteArray(),
                    .. Field(OnnxFields.Node.Attribute, Field(OnnxFields.Attribute.Graph, graph.ToByteArray())),
                ]));
        }

        Refused(model => model.Graph = graph, "nested more than 8 deep");
    }

    [Fact]
    public void TooManyOperators_OrNames_OrTensors()
    {
        RefusedBy(new GraphLimits { MaxNodes = 10 }, "more than 10 operators");
        RefusedBy(new GraphLimits { MaxNames = 10 }, "more than 10 inputs and outputs");
        RefusedBy(new GraphLimits { MaxTensors = 10 }, "more than 10 constant tensors");
        RefusedBy(new GraphLimits { MaxModelBytes = 100 }, "at most 100");
        RefusedBy(new GraphLimits { MaxPoolBytes = 4096 }, "beyond 4096 bytes");

        static void RefusedBy(GraphLimits limits, string reason) =>
            AssertNamed(Assert.Throws<InvalidGraphException>(() => GraphInspector.Inspect(Good, limits)), reason);
    }

    [Fact]
    public void Model_WithoutAGraph_OrOpset_OrOutputs()
    {
        RefusedBytes([], "no graph");
        Refused(model => model.Graph = null, "no graph");
        Refused(model => model.OpsetImport.Clear(), "opset_import");
        Refused(model => model.OpsetImport.Add(new OperatorSetIdProto { Version = 18 }), "opset_import");
        Refused(model => model.Graph.Output.Clear(), "no outputs");
    }

    [Fact]
    public void Model_WithASecondGraph_WhichProtobufWouldMerge() => RefusedBytes([.. Good, .. Good], "two graphs");

    [Fact]
    public void EveryTruncation_IsRefused()
    {
        for (var length = 0; length < Good.Length; length++)
        {
            // The opset comes last: everything before it is there only when all is there.
            Assert.Throws<InvalidGraphException>(() => GraphInspector.Inspect(Good.AsSpan(0, length)));
        }
    }

    [Fact]
    public void RandomDamage_NeverDoesWorseThanARefusal()
    {
        var random = new Random(99);
        for (var i = 0; i < 3000; i++)
        {
            var damaged = (byte[])Good.Clone();
            for (var flips = random.Next(1, 6); flips > 0; flips--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            Inspect(damaged);
            var noise = new byte[random.Next(200)];
            random.NextBytes(noise);
            Inspect(noise);
        }

        static void Inspect(byte[] bytes)
        {
            try
            {
                GraphInspector.Inspect(bytes);
            }
            catch (InvalidGraphException)
            {
                // The one exception that is allowed; any other fails the test.
            }
        }
    }

    private static void Refused(Action<ModelProto> spoil, params string[] reasons)
    {
        var model = ModelProto.Parser.ParseFrom(Good);
        spoil(model);
        RefusedBytes(model.ToByteArray(), reasons);
    }

    private static void RefusedBytes(byte[] bytes, params string[] reasons)
    {
        var refusal = Assert.Throws<InvalidGraphException>(() => GraphInspector.Inspect(bytes));
        Assert.All(reasons, reason => AssertNamed(refusal, reason));
    }

    private static void AssertNamed(InvalidGraphException refusal, string reason) =>
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);

    private static TensorProto Weight(ModelProto model) => model.Graph.Initializer.Single(tensor => tensor.Name == "wte.weight");

    private static void AddNode(ModelProto model, string name, string operation, string input, string output) =>
        model.Graph.Node.Add(new NodeProto { Name = name, OpType = operation, Input = { input }, Output = { output } });

    private static void External(ModelProto model, string key, string value) =>
        Weight(model).ExternalData.Single(entry => entry.Key == key).Value = value;

    private static void SetInputShape(ModelProto model, long[] dims)
    {
        var shape = model.Graph.Input[0].Type.TensorType.Shape;
        shape.Dim.Clear();
        shape.Dim.AddRange(dims.Select(dim => new TensorShapeProto.Types.Dimension { DimValue = dim }));
    }

    private static byte[] WithAttribute(string operation, byte[] attribute)
    {
        byte[] node =
        [
            .. new NodeProto { Name = "odd", OpType = operation, Output = { "own" } }.ToByteArray(),
            .. Field(OnnxFields.Node.Attribute, attribute),
        ];
        var model = ModelProto.Parser.ParseFrom(Good);
        model.Graph.MergeFrom(Field(OnnxFields.Graph.Node, node));
        return model.ToByteArray();
    }

    private static byte[] Field(int number, byte[] content)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(content));
        }

        return stream.ToArray();
    }
}
