using Lts.Agent.Inference;
using Lts.Agent.Probe;
using Lts.Domain.Devices;
using Lts.Domain.Measurements;
using Lts.Hosting;
using Lts.Onnx;

namespace Lts.Agent.Measurement;

/// <summary>Notes where and how a measurement took place, from its creation to <see cref="Finish"/>.</summary>
internal sealed class ContextRecorder(InferenceSettings settings, DeviceFacts facts, long poolSeed, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly DateTimeOffset _startTime = time.GetUtcNow();
    private readonly DeviceReadings _startState = DeviceReader.Current.ReadState();

    /// <summary>Time spent creating sessions so far, in milliseconds.</summary>
    public double SessionCreateMs { get; set; }

    /// <summary>Time spent running so far, in milliseconds.</summary>
    public double RunMs { get; set; }

    /// <summary>What was noted, up to now.</summary>
    public MeasurementContext Finish()
    {
        var state = DeviceReader.Current.ReadState();
        var wallMs = time.GetElapsedTime(_start).TotalMilliseconds;
        return new MeasurementContext
        {
            DeviceFingerprint = facts.Fingerprint,
            CpuModel = facts.CpuModel,
            CpuGovernor = state.CpuGovernor,
            CpuMHz = (_startState.CpuMHz, state.CpuMHz),
            TemperatureCelsius = (_startState.TemperatureCelsius, state.TemperatureCelsius),
            LoadAverage = (_startState.LoadAverage, state.LoadAverage),
            OnnxRuntimeVersion = facts.OnnxRuntimeVersion,
            Provider = settings.Provider,
            Threads = settings.Threads,
            PoolSeed = poolSeed,
            AgentVersion = ProductVersion.Current,
            ReferenceGraphSha256 = ReferenceGraph.Sha256,
            StartTime = _startTime,
            EndTime = time.GetUtcNow(),
            SessionCreateMs = SessionCreateMs,
            RunMs = RunMs,
            OverheadMs = wallMs - SessionCreateMs - RunMs,
        };
    }
}
