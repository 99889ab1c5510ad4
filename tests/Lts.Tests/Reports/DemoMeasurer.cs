using Lts.Domain.Architectures;
using Lts.Domain.Measurements;

namespace Lts.Tests.Reports;

/// <summary>Answers for a <see cref="DemoDevice"/>: its formulas with noise, a few doubtful verdicts, a few failures.</summary>
internal sealed class DemoMeasurer(DemoDevice device, int seed)
{
    private const double ReferenceMs = 21.7;
    private const double NoiseShare = 0.01;

    private readonly Random _random = new(seed);
    private DateTimeOffset _time = DemoStudy.Created;

    public string DeviceName => device.Name;

    public MeasurementOutcome Measure(Architecture architecture, int index)
    {
        int draw = _random.Next(100);
        var context = NextContext(device.LatencyMs(architecture));
        return draw switch
        {
            0 => Failed(FailureKind.TimedOut, "No usable number within 120 s. Give more time with plan.time_limit_ms.", null, context),
            1 => Failed(FailureKind.Crashed, "The measuring process ended with signal 11 in all 3 attempts.", 139, context),
            2 => Failed(FailureKind.OutOfMemory, "Killed at the memory limit of 1,843 MiB.", 137, context),
            _ => Measured(architecture, index, draw, context),
        };
    }

    private static MeasurementFailure Failed(FailureKind kind, string message, int? exitCode, MeasurementContext context) =>
        new() { Kind = kind, Message = message, ExitCode = exitCode, Context = context };

    private static Verdict VerdictOf(int draw, int index) => draw switch
    {
        < 9 => Verdict.Noisy,
        9 => Verdict.Throttled,
        10 when index % 3 == 0 => Verdict.TimedOut,
        _ => Verdict.Trusted,
    };

    private CandidateMeasurement Measured(Architecture architecture, int index, int draw, MeasurementContext context)
    {
        double latency = device.LatencyMs(architecture) * (1 + (NoiseShare * Noise()));
        var verdict = VerdictOf(draw, index);
        double half = verdict == Verdict.Trusted ? 0.005 + (0.014 * _random.NextDouble()) : 0.025 + (0.03 * _random.NextDouble());
        double raw = latency * (1.05 + (0.1 * _random.NextDouble()));
        long peak = (long)(device.PeakMemoryMiB(architecture) * (1 + (0.001 * Noise())) * (1 << 20));
        return new CandidateMeasurement
        {
            Context = context,
            Verdict = verdict,
            Latency = new LatencyStatistics
            {
                LatencyMs = latency,
                LowMs = latency * (1 - half),
                HighMs = latency * (1 + half),
                P50Ms = raw,
                P90Ms = raw * 1.22,
                MinMs = raw * 0.93,
                Ratio = latency / ReferenceMs,
                ReferenceMs = ReferenceMs,
                Rounds = verdict == Verdict.Trusted ? _random.Next(10, 60) : 200,
            },
            Memory = new MemoryStatistics
            {
                PeakBytes = peak,
                BaselineBytes = 54L << 20,
                SessionPeakBytes = (long)(peak * 0.9),
                AnonymousBytes = (long)(peak * 0.4),
            },
        };
    }

    private MeasurementContext NextContext(double latencyMs)
    {
        double runMs = latencyMs * 40;
        double createMs = 300 + (1200 * _random.NextDouble());
        double overheadMs = 320 + (120 * _random.NextDouble());
        var start = _time;
        _time += TimeSpan.FromMilliseconds(runMs + createMs + overheadMs);
        double celsius = 48 + (9 * _random.NextDouble());
        return new MeasurementContext
        {
            DeviceFingerprint = Hash(device.Name.Length),
            CpuModel = device.CpuModel,
            CpuGovernor = "performance",
            CpuMHz = (1500, 1500 - (20 * _random.NextDouble())),
            TemperatureCelsius = (celsius, celsius + 1.5),
            LoadAverage = (1 + (0.2 * _random.NextDouble()), 1.05),
            OnnxRuntimeVersion = "1.30.0",
            Provider = "cpu",
            Threads = device.Threads,
            PoolSeed = 1,
            AgentVersion = "0.1.0",
            ReferenceGraphSha256 = Hash(17),
            StartTime = start,
            EndTime = _time,
            SessionCreateMs = createMs,
            RunMs = runMs,
            OverheadMs = overheadMs,
        };
    }

    private double Noise() => _random.NextDouble() + _random.NextDouble() - 1;

    private static string Hash(int of) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([(byte)of]));
}
