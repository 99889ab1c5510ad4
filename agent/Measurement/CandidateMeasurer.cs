using Lts.Domain.Measurements;

namespace Lts.Agent.Measurement;

/// <summary>Measures one candidate in fresh child processes.</summary>
internal sealed class CandidateMeasurer
{
    /// <summary>Measures a graph. Every way to fail is a <see cref="MeasurementFailure"/>; only cancellation throws.</summary>
    /// <param name="graph">The ONNX model's bytes.</param>
    /// <param name="plan">How to measure.</param>
    /// <param name="progress">Told the phase and, for latency, the rounds so far.</param>
    /// <param name="cancellationToken">Kills the measuring processes.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
#pragma warning disable CA1822 // until it is built
    public Task<MeasurementOutcome> MeasureAsync(
        ReadOnlyMemory<byte> graph, MeasurementPlan plan, IProgress<MeasurementProgress>? progress, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
#pragma warning restore CA1822
}
