using Lts.Agent.Probe;
using Lts.Domain.Measurements;

namespace Lts.Agent.Measurement;

/// <summary>Measures candidates, one at a time, each in fresh child processes.</summary>
/// <param name="options">Folder, provider and threads.</param>
/// <param name="facts">The device, from <see cref="DeviceProbe"/>.</param>
/// <param name="time">The clock.</param>
internal sealed class CandidateMeasurer(MeasurerOptions options, DeviceFacts facts, TimeProvider time)
{
    /// <summary>Makes the weight pool and calibrates the reference, so that the first candidate need not wait for it. Idempotent.</summary>
    /// <exception cref="Lts.Hosting.UserErrorException">The device cannot measure: a full disk, a provider that does not load.</exception>
    public Task PrepareAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Measures a graph. Every way to fail is a <see cref="MeasurementFailure"/>; only cancellation throws.</summary>
    /// <param name="graph">The ONNX model's bytes.</param>
    /// <param name="plan">How to measure.</param>
    /// <param name="progress">Told the phase and, for latency, the rounds so far.</param>
    /// <param name="cancellationToken">Kills the measuring processes.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
#pragma warning disable CA1822 // until it is built
    public Task<MeasurementOutcome> MeasureAsync(
        ReadOnlyMemory<byte> graph, MeasurementPlan plan, IProgress<MeasurementProgress>? progress, CancellationToken cancellationToken) =>
        throw new NotImplementedException($"{options}{facts}{time}");
#pragma warning restore CA1822
}
