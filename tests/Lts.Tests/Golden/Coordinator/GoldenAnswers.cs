using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Lts.Protos.V1;

namespace Lts.Tests.Golden.Coordinator;

/// <summary>What the golden database's agents answer: messages with every field set, which depend on nothing but the graph.</summary>
internal static class GoldenAnswers
{
    /// <summary>Ways that a measurement can end: four verdicts, then seven kinds of failure that an agent can send.</summary>
    public const int Endings = 11;

    private const int Verdicts = 4;
    private const int Samples = 6;

    private static readonly DateTime Start = new(2026, 3, 14, 9, 26, 53, 589, DateTimeKind.Utc);

    private static readonly FailureKind[] Failures =
    [
        FailureKind.Crashed, FailureKind.OutOfMemory, FailureKind.TimedOut, FailureKind.RejectedByRuntime, FailureKind.InvalidGraph,
        FailureKind.GraphUnavailable, FailureKind.DeviceError,
    ];

    /// <summary>A device's registration with every field set.</summary>
    public static Register Registration(string name, string cpu, int threads = 1, string deviceClass = "", params string[] tags) => new()
    {
        ProtocolVersion = 1,
        DeviceName = name,
        DeviceKey = "key of " + name,
        Tags = { tags },
        Facts = new DeviceFacts
        {
            CpuModel = cpu,
            PhysicalCores = 4,
            LogicalCores = 8,
            IsaExtensions = { "avx2", "fma" },
            Machine = "x64",
            CpuMaxMhz = 4600.5,
            CpuGovernor = "performance",
            MemoryBytes = 16L << 30,
            OperatingSystem = "Debian GNU/Linux 13",
            RuntimeIdentifier = "linux-x64",
            Accelerators = { new Accelerator { Name = "Quadro P400", MemoryBytes = 2L << 30, DriverVersion = "550.54" } },
            OnnxruntimeVersion = "1.30.0",
            OnnxruntimeProviders = { "CUDAExecutionProvider", "CPUExecutionProvider" },
            Fingerprint = new string('f', 64),
        },
        Settings = new DeviceSettings { Provider = "cpu", Threads = threads },
        AgentVersion = "0.1.0",
        LeaseCapacity = 1,
        DeviceClass = deviceClass,
    };

    /// <summary>A measurement whose numbers are made of the graph's hash.</summary>
    public static Result Measured(Lease lease, Verdict verdict = Verdict.Trusted)
    {
        int number = NumberOf(lease);
        double ms = 5 + (number % 1000 / 10.0);
        return new Result
        {
            AttemptId = lease.AttemptId,
            Measurement = new Measurement
            {
                Latency = new Latency
                {
                    LatencyMs = ms,
                    LowMs = ms * 0.99,
                    HighMs = ms * 1.015,
                    P50Ms = ms * 1.05,
                    P90Ms = ms * 1.2,
                    MinMs = ms * 0.9,
                    Ratio = ms / 21.7,
                    ReferenceMs = 21.7,
                    Rounds = Samples,
                    CandidateSamplesMs = { Enumerable.Range(0, Samples).Select(i => ms * (1 + (i * 0.01))) },
                    ReferenceSamplesMs = { Enumerable.Range(0, Samples).Select(i => 21.7 - (i * 0.1)) },
                },
                Memory = new Memory
                {
                    PeakBytes = (80L << 20) + (number * 16L),
                    PeakNetBytes = (26L << 20) + (number * 16L),
                    SessionPeakBytes = (70L << 20) + number,
                    BaselineBytes = 54L << 20,
                    AnonymousBytes = (30L << 20) + number,
                    ArenaPeakBytes = (20L << 20) + number,
                },
                Verdict = verdict,
                Context = Context(lease, number),
            },
        };
    }

    /// <summary>A failure with every field set.</summary>
    public static Result Failed(Lease lease, FailureKind kind) => new()
    {
        AttemptId = lease.AttemptId,
        Failure = new Failure
        {
            Kind = kind,
            Message = $"The measuring process said “{kind}”.\nIts second line.",
            ExitCode = kind is FailureKind.Crashed ? 139 : kind is FailureKind.OutOfMemory ? 137 : 0,
            Context = Context(lease, NumberOf(lease)),
        },
    };

    /// <summary>The ending of a candidate of the study <c>fixed</c>, by its place in the study.</summary>
    public static Result Ending(Lease lease)
    {
        int index = int.Parse(lease.CandidateId.Split('.')[^1], CultureInfo.InvariantCulture);
        return index < Verdicts ? Measured(lease, (Verdict)(index + 1)) : Failed(lease, Failures[index - Verdicts]);
    }

    /// <summary>Mostly measurements; a few are doubtful or fail.</summary>
    public static Result Usual(Lease lease) => (NumberOf(lease) % 12) switch
    {
        0 => Failed(lease, FailureKind.OutOfMemory),
        1 => Measured(lease, Verdict.Noisy),
        2 => Measured(lease, Verdict.Throttled),
        _ => Measured(lease),
    };

    private static int NumberOf(Lease lease) => int.Parse(lease.Graph.Sha256.AsSpan(0, 6), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static MeasurementContext Context(Lease lease, int number) => new()
    {
        DeviceFingerprint = new string('f', 64),
        CpuModel = "Intel(R) Core(TM) i7-8700 CPU @ 3.20GHz",
        CpuGovernor = "performance",
        CpuMhzStart = 4600.5,
        CpuMhzEnd = 4311.25,
        TemperatureStartCelsius = 48.5,
        TemperatureEndCelsius = 61,
        LoadAverageStart = 0.25,
        LoadAverageEnd = 1.5,
        OnnxruntimeVersion = "1.30.0",
        Provider = "cpu",
        Threads = 1,
        PoolSeed = lease.Plan.PoolSeed,
        AgentVersion = "0.1.0",
        ReferenceGraphSha256 = new string('e', 64),
        StartTime = Timestamp.FromDateTime(Start),
        EndTime = Timestamp.FromDateTime(Start.AddMilliseconds(1500 + (number % 1000))),
        SessionCreateMs = 310.5,
        RunMs = 900.25,
        OverheadMs = 289.125 + (number % 1000),
    };
}
