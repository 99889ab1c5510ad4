using Google.Protobuf;
using Lts.Onnx.Wire;
using static Lts.Onnx.Wire.AttributeProto.Types;
using static Lts.Onnx.Wire.TensorProto.Types;
using static Lts.Onnx.Wire.TensorShapeProto.Types;

namespace Lts.Onnx.Emission;

/// <summary>Collects operators, constants and weights into a graph. A value is spoken of by its name.</summary>
internal sealed class GraphBuilder(string name)
{
    private readonly List<WeightTensor> _weights = [];
    private readonly HashSet<string> _constants = [];

    /// <summary>The graph so far, without its weights.</summary>
    public GraphProto Graph { get; } = new() { Name = name };

    /// <summary>The weights that it refers to, in order of first use.</summary>
    public IReadOnlyList<WeightTensor> Weights => _weights;

    /// <summary>Adds an operator with one output, which also names the operator.</summary>
    public string Node(string operation, string output, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes) =>
        Nodes(operation, [output], inputs, attributes)[0];

    /// <summary>Adds an operator; its first output also names it.</summary>
    public string[] Nodes(string operation, string[] outputs, ReadOnlySpan<string> inputs, params ReadOnlySpan<AttributeProto> attributes)
    {
        var node = new NodeProto { OpType = operation, Name = outputs[0] };
        foreach (var input in inputs)
        {
            node.Input.Add(input);
        }

        node.Output.AddRange(outputs);
        foreach (var attribute in attributes)
        {
            node.Attribute.Add(attribute);
        }

        Graph.Node.Add(node);
        return outputs;
    }

    /// <summary>Declares a weight; its values come later.</summary>
    public string Weight(string weightName, WeightRole role, params ReadOnlySpan<long> dims)
    {
        _weights.Add(new WeightTensor(weightName, [.. dims], role, _weights.Count));
        return weightName;
    }

    /// <summary>Declares a matrix that is held as 8-bit integers.</summary>
    /// <param name="weightName">What its initialisers are called after.</param>
    /// <param name="role">What it is for.</param>
    /// <param name="scaleAxis">The dimension whose every index has a scale.</param>
    /// <param name="dims">Rows and columns.</param>
    public (string Values, string Scales) QuantizedWeight(string weightName, WeightRole role, int scaleAxis, params ReadOnlySpan<long> dims)
    {
        var weight = new WeightTensor(weightName, [.. dims], role, _weights.Count) { ScaleAxis = scaleAxis };
        _weights.Add(weight);
        return (weight.Name, weight.ScaleName);
    }

    /// <summary>A scalar integer. The same name may be asked for again, with the same value.</summary>
    public string Scalar(string constantName, long value) =>
        Constant(new TensorProto { Name = constantName, DataType = DataType.Int64, Int64Data = { value } });

    /// <summary>A scalar float. The same name may be asked for again, with the same value.</summary>
    public string Scalar(string constantName, float value) =>
        Constant(new TensorProto { Name = constantName, DataType = DataType.Float, FloatData = { value } });

    /// <summary>A list of integers. The same name may be asked for again, with the same values.</summary>
    public string List(string constantName, params long[] values) =>
        Constant(new TensorProto { Name = constantName, DataType = DataType.Int64, Dims = { values.Length }, Int64Data = { values } });

    /// <summary>Adds an input of the graph.</summary>
    public string Input(string inputName, DataType type, params ReadOnlySpan<Dimension> dims)
    {
        Graph.Input.Add(Value(inputName, type, dims));
        return inputName;
    }

    /// <summary>Makes a value an output of the graph.</summary>
    public void Output(string outputName, DataType type, params ReadOnlySpan<Dimension> dims) =>
        Graph.Output.Add(Value(outputName, type, dims));

    /// <summary>An attribute that is one integer.</summary>
    public static AttributeProto Integer(string attributeName, long value) =>
        new() { Name = attributeName, Type = AttributeType.Int, I = value };

    /// <summary>An attribute that is one 32-bit float.</summary>
    public static AttributeProto Real(string attributeName, float value) =>
        new() { Name = attributeName, Type = AttributeType.Float, F = value };

    /// <summary>An attribute that is a list of integers.</summary>
    public static AttributeProto Integers(string attributeName, params long[] values) =>
        new() { Name = attributeName, Type = AttributeType.Ints, Ints = { values } };

    /// <summary>An attribute that is a text.</summary>
    public static AttributeProto Text(string attributeName, string value) =>
        new() { Name = attributeName, Type = AttributeType.String, S = ByteString.CopyFromUtf8(value) };

    private static ValueInfoProto Value(string valueName, DataType type, ReadOnlySpan<Dimension> dims)
    {
        var shape = new TensorShapeProto();
        foreach (var dim in dims)
        {
            shape.Dim.Add(dim);
        }

        return new ValueInfoProto
        {
            Name = valueName,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape } },
        };
    }

    private string Constant(TensorProto tensor)
    {
        if (_constants.Add(tensor.Name))
        {
            Graph.Initializer.Add(tensor);
        }

        return tensor.Name;
    }
}
