using System.Text;
using Google.Protobuf.WellKnownTypes;
using Lts.Contracts;
using Lts.Domain;
using Lts.Domain.Measurements;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using FailureKind = Lts.Domain.Measurements.FailureKind;

namespace Lts.Tests.Contracts;

/// <summary>Numbers that nobody measured, in every field that takes one.</summary>
public sealed class HostileMeasurementTests
{
    private static readonly double[] NoFigures =
        [double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, 1e308, -1];

    public static TheoryData<string, Action<Measurement, double>> Figures { get; } = new()
    {
        { "latency_ms", (m, v) => m.Latency.LatencyMs = v },
        { "latency_ms", (m, v) => m.Latency.LatencyMs = v > 0 && v < 1 ? v : 5e-324 },
        { "low_ms", (m, v) => m.Latency.LowMs = v },
        { "high_ms", (m, v) => m.Latency.HighMs = v },
        { "p50_ms", (m, v) => m.Latency.P50Ms = v },
        { "p90_ms", (m, v) => m.Latency.P90Ms = v },
        { "min_ms", (m, v) => m.Latency.MinMs = v },
        { "ratio", (m, v) => m.Latency.Ratio = v },
        { "reference_ms", (m, v) => m.Latency.ReferenceMs = v },
        { "candidate_samples_ms", (m, v) => m.Latency.CandidateSamplesMs[3] = v },
        { "reference_samples_ms", (m, v) => m.Latency.ReferenceSamplesMs[3] = v },
        { "cpu_mhz_start", (m, v) => m.Context.CpuMhzStart = v },
        { "cpu_mhz_end", (m, v) => m.Context.CpuMhzEnd = v },
        { "load_average_start", (m, v) => m.Context.LoadAverageStart = v },
        { "load_average_end", (m, v) => m.Context.LoadAverageEnd = v },
        { "session_create_ms", (m, v) => m.Context.SessionCreateMs = v },
        { "run_ms", (m, v) => m.Context.RunMs = v },
    };

    [Theory]
    [MemberData(nameof(Figures))]
    public void FigureThatIsNone_IsADeviceError_AndNamesTheField(string field, Action<Measurement, double> set)
    {
        foreach (double value in NoFigures)
        {
            var measurement = Honest();
            set(measurement, value);

            AssertRefused(measurement, field);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void PeakThatNoProcessHas_IsADeviceError(long bytes)
    {
        var measurement = Honest();
        measurement.Memory.PeakBytes = bytes;

        AssertRefused(measurement, "peak_bytes");
    }

    [Theory]
    [InlineData(long.MaxValue, 0)]
    [InlineData(long.MinValue, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 1_000_000_000)]
    public void MomentThatNoCalendarHas_IsADeviceError_AndNotAnException(long seconds, int nanos)
    {
        var measurement = Honest();
        measurement.Context.StartTime = new Timestamp { Seconds = seconds, Nanos = nanos };

        AssertRefused(measurement, "start_time");
    }

    [Fact]
    public void FiguresThatContradictEachOther_AreADeviceError()
    {
        var outside = Honest();
        outside.Latency.HighMs = outside.Latency.LatencyMs / 2;
        AssertRefused(outside, "low_ms and high_ms");
        var disordered = Honest();
        disordered.Latency.MinMs = disordered.Latency.P90Ms * 2;
        AssertRefused(disordered, "min_ms and p90_ms");
    }

    [Fact]
    public void TooMuchOfAnything_IsADeviceError()
    {
        var talkative = Honest();
        talkative.Context.CpuModel = new string('x', Limits.TextLength + 1);
        AssertRefused(talkative, "cpu_model");
        var sampled = Honest();
        sampled.Latency.CandidateSamplesMs.Add(Enumerable.Repeat(1.0, Limits.SampleCount));
        AssertRefused(sampled, "candidate_samples_ms");
    }

    [Fact]
    public void FailureOfAStranger_IsCutAndEscaped_AndStaysAFailure()
    {
        var failure = new Failure
        {
            Kind = Lts.Protos.V1.FailureKind.Crashed,
            Message = "a\u001bb" + new string('x', 1_000_000),
            Context = new Lts.Protos.V1.MeasurementContext { RunMs = double.NaN, EndTime = new Timestamp { Seconds = long.MaxValue } },
        };

        var read = Assert.IsType<MeasurementFailure>(OutcomeMapping.Read(new Result { AttemptId = "s.0.0.1", Failure = failure }));

        Assert.Equal(FailureKind.Crashed, read.Kind);
        Assert.StartsWith("a\\u001bb", read.Message, StringComparison.Ordinal);
        Assert.True(read.Message.Length < Limits.MessageLength + 100);
        Assert.Equal(0, read.Context.RunMs);
    }

    [Fact]
    public void HonestMeasurement_IsTaken() =>
        Assert.IsType<CandidateMeasurement>(OutcomeMapping.Read(new Result { AttemptId = "s.0.0.1", Measurement = Honest() }));

    private static Measurement Honest() => SimulatedAgent.MeasurementOf(new Lease
    {
        Graph = new Graph { Sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes("graph"))) },
    });

    private static void AssertRefused(Measurement measurement, string field)
    {
        var read = OutcomeMapping.Read(new Result { AttemptId = "s.0.0.1", Measurement = measurement });

        var failure = Assert.IsType<MeasurementFailure>(read);
        Assert.Equal(FailureKind.DeviceError, failure.Kind);
        Assert.Contains(field, failure.Message, StringComparison.Ordinal);
    }
}
