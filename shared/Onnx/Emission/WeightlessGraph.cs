using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using Lts.Domain.Architectures;
using Lts.Onnx.Weights;
using Lts.Onnx.Wire;

namespace Lts.Onnx.Emission;

/// <summary>
/// Writes graphs whose weights are external data in the shared pool (<see cref="WeightPool"/>): a few tens of KiB that any device
/// can complete by itself. Latency and memory do not depend on the values of weights.
/// </summary>
public static class WeightlessGraph
{
    /// <summary>Writes the graph of an architecture. The same input gives the same bytes on every platform.</summary>
    /// <exception cref="Domain.ValidationException">The architecture or an option is impossible; every error is named.</exception>
    public static EmittedGraph Emit(Architecture architecture, GraphOptions options) =>
        Emit(architecture, options, WeightPool.FileName, weight => weight.PoolOffset);

    /// <summary>Writes a graph whose weights lie somewhere else than in the pool.</summary>
    /// <param name="architecture">What the graph computes.</param>
    /// <param name="options">What the graph is for.</param>
    /// <param name="location">The file that holds the weights, by the name that the graph gives it.</param>
    /// <param name="offsetOf">Where in it a weight begins, in bytes; its values are little-endian float32.</param>
    /// <exception cref="Domain.ValidationException">The architecture or an option is impossible; every error is named.</exception>
    public static EmittedGraph Emit(Architecture architecture, GraphOptions options, string location, Func<WeightTensor, long> offsetOf)
    {
        ArgumentNullException.ThrowIfNull(offsetOf);
        var model = GraphEmitter.Emit(architecture, options);
        if (options.Weights != WeightFormat.Floating)
        {
            throw new Domain.ValidationException("the graph's options", ["a graph without weights has floats: integers follow from the values."]);
        }

        foreach (var weight in model.Weights)
        {
            model.Proto.Graph.Initializer.Add(InFile(weight, location, offsetOf(weight)));
        }

        var bytes = model.Proto.ToByteArray();
        return new EmittedGraph(bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)), model.Weights);
    }

    private static TensorProto InFile(WeightTensor weight, string location, long offset)
    {
        var tensor = UnweightedModel.Declare(weight);
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        Add("location", location);
        Add("offset", offset.ToString(CultureInfo.InvariantCulture));
        Add("length", weight.ByteCount.ToString(CultureInfo.InvariantCulture));
        return tensor;

        void Add(string key, string value) => tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
    }
}
