using System.Globalization;
using Lts.Agent.Connection;
using Lts.Agent.Measurement.Storage;
using Lts.Domain.Devices;
using Lts.Domain.Measurements;
using Lts.Tests.Support;

namespace Lts.Tests.Golden.Agent;

/// <summary>All that the golden files of the agent know of its types.</summary>
internal static class GoldenAgentRecords
{
    private static readonly DateTimeOffset Start = new(2026, 3, 14, 9, 26, 53, 589, TimeSpan.Zero);

    private static readonly Calibration Calibration = new()
    {
        Key = new CalibrationKey("Intel(R) Core(TM) i7-8700 CPU @ 3.20GHz", "1.30.0", "cpu", 2, 11, new string('e', 64)),
        ReferenceMs = 21.75,
        Runs = 400,
        MeasuredTime = Start,
    };

    /// <summary>Facts with every field set.</summary>
    public static DeviceFacts Facts { get; } = new()
    {
        CpuModel = "Intel(R) Core(TM) i7-8700 CPU @ 3.20GHz",
        PhysicalCores = 6,
        LogicalCores = 12,
        IsaExtensions = ["avx2", "fma"],
        Machine = "x64",
        CpuMaxMHz = 4600.5,
        CpuGovernor = "performance",
        MemoryBytes = 16L << 30,
        OperatingSystem = "Debian GNU/Linux 13",
        RuntimeIdentifier = "linux-x64",
        Accelerators = [new Accelerator("Quadro P400", 2L << 30, "550.54")],
        OnnxRuntimeVersion = "1.30.0",
        OnnxRuntimeProviders = ["CUDAExecutionProvider", "CPUExecutionProvider"],
        Fingerprint = new string('f', 64),
    };

    /// <summary>Outcomes with every field set: each verdict, then each failure that an agent may name.</summary>
    public static IReadOnlyList<MeasurementOutcome> Outcomes { get; } =
    [
        .. Enum.GetValues<Verdict>().Select(Measurement),
        .. Enum.GetValues<FailureKind>().Select(kind => new MeasurementFailure
        {
            Kind = kind, Message = $"It was {kind}.\nÜnïcode.", ExitCode = kind == FailureKind.Crashed ? 139 : null, Context = Context(),
        }),
    ];

    /// <summary>A plan as an agent understood it.</summary>
    public static string TextOf(MeasurementPlan plan) => string.Create(
        CultureInfo.InvariantCulture,
        $"{plan.BatchSize} {plan.SequenceLength} {plan.WarmupRuns} {plan.MinRounds} {plan.MaxRounds} {plan.RelativeMargin} {plan.TimeLimit:c} {plan.MemoryLimitBytes} {plan.MemoryRuns} {plan.PoolSeed}\n");

    /// <summary>Writes a calibration into an agent's folder.</summary>
    public static void WriteCalibration(string folder) => Store(folder).Save(Calibration);

    /// <summary>Whether a folder's calibration is found, with all that was written.</summary>
    public static bool HasCalibration(string folder) => Store(folder).Find(Calibration.Key) == Calibration;

    /// <summary>The key of an agent's folder.</summary>
    public static string KeyOf(string folder) => DeviceKey.ReadOrCreate(folder, new RecordingLogger());

    private static CalibrationStore Store(string path)
    {
        var folder = new AgentFolder(path);
        folder.Prepare();
        return new CalibrationStore(folder);
    }

    private static CandidateMeasurement Measurement(Verdict verdict) => new()
    {
        Context = Context(),
        Verdict = verdict,
        Latency = new LatencyStatistics
        {
            LatencyMs = 12.5,
            LowMs = 12.25,
            HighMs = 12.75,
            P50Ms = 13,
            P90Ms = 14.5,
            MinMs = 12.125,
            Ratio = 0.575,
            ReferenceMs = 21.75,
            Rounds = 3,
            CandidateSamplesMs = [13, 14.5, 12.125],
            ReferenceSamplesMs = [22, 22.5, 21.5],
        },
        Memory = new MemoryStatistics { PeakBytes = 90 << 20, BaselineBytes = 54 << 20, SessionPeakBytes = 70 << 20, AnonymousBytes = 30 << 20, ArenaPeakBytes = 20 << 20 },
    };

    private static MeasurementContext Context() => new()
    {
        DeviceFingerprint = new string('f', 64),
        CpuModel = Facts.CpuModel,
        CpuGovernor = "performance",
        CpuMHz = (4600.5, 4311.25),
        TemperatureCelsius = (48.5, 61),
        LoadAverage = (0.25, 1.5),
        OnnxRuntimeVersion = "1.30.0",
        Provider = "cpu",
        Threads = 2,
        PoolSeed = 11,
        AgentVersion = "0.1.0",
        ReferenceGraphSha256 = new string('e', 64),
        StartTime = Start,
        EndTime = Start.AddMilliseconds(1500),
        SessionCreateMs = 310.5,
        RunMs = 900.25,
        OverheadMs = 289.25,
    };
}
