using Lts.Domain.Architectures;
using Lts.Onnx.Wire;

namespace Lts.Onnx.Emission;

/// <summary>Turns any architecture into a model, whichever its family.</summary>
internal static class GraphEmitter
{
    /// <summary>Builds the model of an architecture, without its weights.</summary>
    /// <exception cref="Domain.ValidationException">The architecture or an option is impossible; every error is named.</exception>
    public static UnweightedModel Emit(Architecture architecture, GraphOptions options)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(options);
        ArchitectureValidator.ThrowIfInvalid(architecture);
        options.ThrowIfInvalidFor(architecture);
        var graph = GraphEmitters.Of(architecture.Family).Build(architecture, options);
        var model = new ModelProto
        {
            IrVersion = IrVersionOf(options.Opset),
            ProducerName = "lts",
            Graph = graph.Graph,
            OpsetImport = { new OperatorSetIdProto { Version = options.Opset } },
        };
        if (options.Described)
        {
            model.MetadataProps.Add(new StringStringEntryProto { Key = GraphOptions.ArchitectureKey, Value = ArchitectureJson.ToJson(architecture) });
        }

        return new UnweightedModel(model, [.. graph.Weights]);
    }

    /// <summary>The version of the file format that came with an operator set, by ONNX's table of releases.</summary>
    private static int IrVersionOf(int opset) => opset switch
    {
        <= 18 => 8,
        <= 20 => 9,
        _ => 10,
    };
}
