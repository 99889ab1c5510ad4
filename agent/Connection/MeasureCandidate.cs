using Lts.Agent.Measurement;
using Lts.Domain.Measurements;

namespace Lts.Agent.Connection;

/// <summary>Measures one graph; <see cref="CandidateMeasurer.MeasureAsync"/> outside the tests.</summary>
/// <param name="graph">The ONNX model's bytes.</param>
/// <param name="plan">How to measure.</param>
/// <param name="progress">Told how far it is.</param>
/// <param name="cancellationToken">Kills the measuring processes.</param>
/// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
internal delegate Task<MeasurementOutcome> MeasureCandidate(
    ReadOnlyMemory<byte> graph, MeasurementPlan plan, IProgress<MeasurementProgress>? progress, CancellationToken cancellationToken);
