using Lts.Agent.Inference;
using Lts.Agent.Measurement.Processes;
using Lts.Agent.Measurement.Protocol;
using Lts.Agent.Measurement.Rules;
using Lts.Agent.Measurement.Storage;
using Lts.Domain.Devices;
using Lts.Hosting;
using Lts.Onnx;

namespace Lts.Agent.Measurement;

/// <summary>The calibrated latency of the reference on this device: measured once, kept, and renewed only on demand.</summary>
internal sealed class ReferenceCalibration(
    InferenceSettings settings, DeviceFacts facts, CalibrationStore store, ReferenceFile reference, TimeProvider time)
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(5);

    /// <summary>The kept calibration, if there is one.</summary>
    public Calibration? Find(long poolSeed) => store.Find(Key(poolSeed));

    /// <summary>The kept calibration, or a new one.</summary>
    /// <exception cref="UserErrorException">The device cannot run the reference.</exception>
    public async Task<Calibration> GetAsync(long poolSeed, CancellationToken cancellationToken) =>
        Find(poolSeed) ?? await MeasureAsync(poolSeed, cancellationToken);

    /// <summary>Measures anew and keeps the result.</summary>
    /// <exception cref="UserErrorException">The device cannot run the reference.</exception>
    public async Task<Calibration> MeasureAsync(long poolSeed, CancellationToken cancellationToken)
    {
        using var held = await reference.HoldAsync(poolSeed, cancellationToken);
        var request = new ChildRequest { Job = ChildJob.Calibrate, Inference = settings, Reference = held.File };
        await using var child = await ChildProcess.StartAsync(request, ChildLimits.FromNow(TimeLimit, long.MaxValue, time), time);
        await using var registration = cancellationToken.Register(() => child.Kill(KillReason.Cancelled));
        child.Doing = "calibrating";
        await child.GoAsync();
        while (await child.ReadAsync() is { } message)
        {
            if (message is CalibrationMessage { SamplesMs: { Length: > 0 } samples })
            {
                return Keep(poolSeed, samples);
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        var failure = FailureClassifier.Classify(await child.EndAsync());
        throw new UserErrorException($"The reference graph does not run on this device: {failure.Message}", ExitCode.Failure);
    }

    private Calibration Keep(long poolSeed, double[] samples)
    {
        var calibration = new Calibration
        {
            Key = Key(poolSeed),
            ReferenceMs = CalibrationRule.Estimate(samples),
            Runs = samples.Length,
            MeasuredTime = time.GetUtcNow(),
        };
        store.Save(calibration);
        return calibration;
    }

    private CalibrationKey Key(long poolSeed) =>
        new(facts.CpuModel, facts.OnnxRuntimeVersion, settings.Provider, settings.Threads, poolSeed, ReferenceGraph.Sha256);
}
