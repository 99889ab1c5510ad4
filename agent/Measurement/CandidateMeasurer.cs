using Lts.Agent.Measurement.Storage;
using Lts.Domain.Devices;
using Lts.Domain.Measurements;
using Lts.Hosting;
using Lts.Onnx.Weights;

namespace Lts.Agent.Measurement;

/// <summary>Measures candidates, one at a time, each in fresh child processes.</summary>
internal sealed class CandidateMeasurer : IDisposable
{
    private const double MemoryShare = 0.9;

    private readonly MeasurerOptions _options;
    private readonly DeviceFacts _facts;
    private readonly TimeProvider _time;
    private readonly AgentFolder _folder;
    private readonly ReferenceFile _reference;
    private readonly GraphPreparation _preparation;
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>Creates a measurer; nothing is written yet.</summary>
    /// <param name="options">Folder, provider and threads.</param>
    /// <param name="facts">The device, from <see cref="DeviceSurvey"/>.</param>
    /// <param name="time">For time limits and for when a measurement was made.</param>
    public CandidateMeasurer(MeasurerOptions options, DeviceFacts facts, TimeProvider time)
    {
        (_options, _facts, _time) = (options, facts, time);
        _folder = new AgentFolder(options.DataFolder);
        var pool = new WeightPoolFile(_folder, time);
        _reference = new ReferenceFile(_folder, pool);
        _preparation = new GraphPreparation(_folder, pool);
        Calibration = new ReferenceCalibration(options.Inference, facts, new CalibrationStore(_folder), _reference, time);
    }

    /// <summary>The reference's calibration on this device.</summary>
    public ReferenceCalibration Calibration { get; }

    /// <summary>Makes the weight pool and calibrates the reference, so that the first candidate need not wait for it. Idempotent.</summary>
    /// <exception cref="UserErrorException">The device cannot measure: a full disk, a provider that does not load.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        _folder.Prepare();
        await Calibration.GetAsync(WeightPool.DefaultSeed, cancellationToken);
    }

    /// <summary>Measures a graph. Every way to fail is a <see cref="MeasurementFailure"/>; only cancellation throws.</summary>
    /// <param name="graph">The ONNX model's bytes.</param>
    /// <param name="plan">How to measure.</param>
    /// <param name="progress">Told the phase and, for latency, the rounds so far.</param>
    /// <param name="cancellationToken">Kills the measuring processes.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="UserErrorException">The disk failed, and the options ask for it to be thrown.</exception>
    public async Task<MeasurementOutcome> MeasureAsync(
        ReadOnlyMemory<byte> graph, MeasurementPlan plan, IProgress<MeasurementProgress>? progress, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            return await MeasureAloneAsync(graph, plan, progress, cancellationToken);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _oneAtATime.Dispose();

    private async Task<MeasurementOutcome> MeasureAloneAsync(
        ReadOnlyMemory<byte> graph, MeasurementPlan plan, IProgress<MeasurementProgress>? progress, CancellationToken cancellationToken)
    {
        ContextRecorder? context = null;
        MeasurementOutcome outcome;
        try
        {
            // A new device's calibration is not the candidate's time.
            _folder.Prepare();
            var calibration = await Calibration.GetAsync(plan.PoolSeed, cancellationToken);
            context = NewContext(plan);
            // A plan may ask for less than the device's own limit, never for more: the limit is what keeps the device alive.
            var memoryLimit = Math.Min(plan.MemoryLimitBytes ?? long.MaxValue, DeviceMemoryLimit());
            using var candidate = await _preparation.PrepareAsync(graph, plan, memoryLimit, cancellationToken);
            using var reference = await _reference.HoldAsync(plan.PoolSeed, cancellationToken);
            outcome = await new MeasurementRun(_options, plan, context, progress, _time)
                .RunAsync(candidate.File, reference.File, calibration.ReferenceMs, memoryLimit, cancellationToken);
        }
        catch (CandidateRefusedException e)
        {
            outcome = new MeasurementFailure { Kind = e.Kind, Message = e.Message };
        }
        catch (UserErrorException e) when (!_options.StorageErrorsThrow || e.ExitCode != ExitCode.Storage)
        {
            // A disk that takes neither graph nor weights says nothing of the candidate, which has not been tried: it must not count.
            var kind = e.ExitCode == ExitCode.Storage ? FailureKind.GraphUnavailable : FailureKind.DeviceError;
            outcome = new MeasurementFailure { Kind = kind, Message = e.Message };
        }

        return outcome with { Context = (context ?? NewContext(plan)).Finish() };
    }

    private ContextRecorder NewContext(MeasurementPlan plan) => new(_options.Inference, _facts, plan.PoolSeed, _time);

    private long DeviceMemoryLimit() =>
        (long)((_facts.MemoryBytes > 0 ? _facts.MemoryBytes : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes) * MemoryShare);
}
