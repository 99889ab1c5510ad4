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
        Emit(GraphEmitter.Emit(architecture, options));

    private static EmittedGraph Emit(UnweightedModel model)
    {
        foreach (var weight in model.Weights)
        {
            model.Proto.Graph.Initializer.Add(InPool(weight));
        }

        var bytes = model.Proto.ToByteArray();
        return new EmittedGraph(bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)), model.Weights);
    }

    private static TensorProto InPool(WeightTensor weight)
    {
        var tensor = UnweightedModel.Declare(weight);
        tensor.DataLocation = TensorProto.Types.DataLocation.External;
        Add("location", WeightPool.FileName);
        Add("offset", weight.PoolOffset.ToString(CultureInfo.InvariantCulture));
        Add("length", weight.ByteCount.ToString(CultureInfo.InvariantCulture));
        return tensor;

        void Add(string key, string value) => tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });
    }
}
