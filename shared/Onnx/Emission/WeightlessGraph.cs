using Lts.Domain.Architectures;

namespace Lts.Onnx.Emission;

/// <summary>
/// Writes graphs whose weights are external data in the shared pool (<see cref="Weights.WeightPool"/>): a few tens of KiB that any device
/// can complete by itself. Latency and memory do not depend on the values of weights.
/// </summary>
public static class WeightlessGraph
{
    /// <summary>Writes the graph of an architecture. The same input gives the same bytes on every platform.</summary>
    /// <exception cref="ArgumentException">The architecture or an option is impossible; the message says what to change.</exception>
    public static EmittedGraph Emit(Architecture architecture, GraphOptions options) => throw new NotImplementedException();
}
