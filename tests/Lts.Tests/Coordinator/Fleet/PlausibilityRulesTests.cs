using System.Globalization;
using Lts.Coordinator.Fleet;
using Lts.Domain.Candidates;
using Lts.Domain.Devices;
using Lts.Domain.Families;
using Lts.Domain.Measurements;
using Lts.Tests.Coordinator.Storage;

namespace Lts.Tests.Coordinator.Fleet;

public class PlausibilityRulesTests
{
    /// <summary>Readings as DEVICE:LATENCY, in order. Of z alone others have confirmed results before.</summary>
    [Theory]
    [InlineData("a:10", false, "again")]
    [InlineData("a:10 b:19", false, "agreed")]
    [InlineData("a:10 a:13", false, "agreed")]
    [InlineData("a:10 b:50", true, "again")]
    [InlineData("a:10 b:50", false, "again a")]
    [InlineData("a:10 b:50 a:10", false, "again b")]
    [InlineData("a:50 b:10 c:11", false, "b stands, wrong a")]
    [InlineData("a:10 b:50 c:11", true, "a stands, wrong b")]
    [InlineData("a:10 b:50 c:300", true, "again")]
    [InlineData("a:10 b:50 c:300 d:51", false, "b stands, wrong a c")]
    [InlineData("a:10 b:50 c:300", false, "again a")]
    [InlineData("a:10 b:50 a:10 b:50", false, "a stands, wrong b")]
    [InlineData("b:10 z:50 b:10 z:50", false, "z stands, wrong b")]
    [InlineData("a:10 b:50 a:300 b:50", false, "b stands, wrong a")]
    [InlineData("a:10 b:50 a:51", false, "b stands, unsteady a")]
    [InlineData("a:10 b:50 a:300 b:1", false, "open")]
    [InlineData("a:10 b:50 c:10 d:50", false, "open")]
    [InlineData("a:10 b:50 c:10 d:50", true, "again")]
    [InlineData("a:10 b:22 c:15", false, "open")]
    [InlineData("a:10 a:50", false, "again")]
    [InlineData("a:10 a:50 a:11", false, "a stands, unsteady a")]
    [InlineData("a:10 a:50 a:300", false, "none stands, wrong a")]
    public void Readings_SayWhoIsWrong(string readings, bool hasOthers, string expected) => Assert.Equal(
        expected,
        Words(PlausibilityRules.Judge([.. readings.Split(' ').Select(ReadingOf)], hasOthers, confirmed: name => name == "z" ? 9 : 0)));

    [Theory]
    [InlineData(10, 10, Verdict.Trusted, 100, true)]
    [InlineData(10, 19.9, Verdict.Trusted, 100, true)]
    [InlineData(10, 20.1, Verdict.Trusted, 100, false)]
    [InlineData(10, 20.1, Verdict.Noisy, 100, true)]
    [InlineData(10, 31, Verdict.Throttled, 100, false)]
    [InlineData(10, 0.0001, Verdict.Trusted, 100, false)]
    [InlineData(10, 10, Verdict.Trusted, 249, true)]
    [InlineData(10, 10, Verdict.Trusted, 251, false)]
    [InlineData(10, 10, Verdict.Trusted, 39, false)]
    public void Measurements_ContradictEachOther(double aMs, double bMs, Verdict verdict, int mib, bool agree)
    {
        var (a, b) = (Measurement(aMs), Measurement(bMs, mib) with { Verdict = verdict });

        Assert.Equal(agree, PlausibilityRules.Agree(a, b));
        Assert.Equal(agree, PlausibilityRules.Agree(b, a));
    }

    [Fact]
    public void IntervalsThatOverlap_NeverContradict()
    {
        var wide = Measurement(30) with { Latency = Measurement(30).Latency with { LowMs = 10 } };

        Assert.True(PlausibilityRules.Agree(Measurement(10), wide));
    }

    [Theory]
    [InlineData("cpu", 1, 0.001, false)]
    [InlineData("cpu", 1, 4, false)]
    [InlineData("cpu", 1, 40, true)]
    [InlineData("cpu", 32, 4, true)]
    [InlineData("cuda", 1, 0.01, false)]
    [InlineData("cuda", 1, 1, true)]
    public void Gpt2Base_TakesItsTime(string provider, int threads, double ms, bool possible)
    {
        var gpt2 = new Gpt2Shape { HiddenSize = 768, Layers = [.. Enumerable.Repeat(new Gpt2Layer(3072, 8), 12)] }; // 85 M parameters × 192 tokens

        var reason = PlausibilityRules.Impossible(gpt2, new MeasurementPlan(), new MeasuringSettings(provider, threads), Measurement(ms));

        Assert.Equal(possible, reason is null);
    }

    [Fact]
    public void SmallestModel_IsNotMeasuredInATenthOfAMicrosecond()
    {
        var tiny = new Gpt2Shape { HiddenSize = 32, Layers = [new Gpt2Layer(64, 2)] };

        string? reason = PlausibilityRules.Impossible(tiny, new MeasurementPlan { SequenceLength = 1 }, new MeasuringSettings("cpu", 64), Measurement(1e-4));

        Assert.Contains("0.0001 ms cannot be", reason, StringComparison.Ordinal);
        Assert.Null(PlausibilityRules.Impossible(
            tiny, new MeasurementPlan(), new MeasuringSettings("cpu", 1), new MeasurementFailure { Kind = FailureKind.Crashed, Message = "" }));
    }

    [Theory]
    [InlineData(0.05, 100, 50, 30, 70)]
    [InlineData(0.05, 0, 50, 30, 70)]
    [InlineData(0.05, 0, 1, 200, 300)]
    [InlineData(0.05, 0, 0, 1000, 1000)]
    [InlineData(0, 0, 0, 0, 0)]
    [InlineData(1, 100, 50, 1000, 1000)]
    public void OfAThousandResults_AShareIsChecked(double share, long confirmed, int checkedHere, int least, int most)
    {
        int due = Enumerable.Range(0, 1000)
            .Count(i => PlausibilityRules.IsDue(new CandidateKey("s", 0, i), 7, share, confirmed, checkedHere));

        Assert.InRange(due, least, most);
    }

    private static Reading ReadingOf(string text, int i) =>
        new(text[..1], i + 1, Measurement(double.Parse(text[2..], CultureInfo.InvariantCulture)));

    private static CandidateMeasurement Measurement(double ms, int mib = 100)
    {
        var sample = StoreSamples.Measurement(1);
        return sample with
        {
            Verdict = Verdict.Trusted,
            Latency = sample.Latency with { LatencyMs = ms, LowMs = ms * 0.99, HighMs = ms * 1.01 },
            Memory = sample.Memory with { PeakBytes = (long)mib << 20 },
        };
    }

    private static string Words(CheckDecision decision) => decision switch
    {
        CheckDecision.Agreed => "agreed",
        CheckDecision.MeasureAgain { DeviceName: { } name } => $"again {name}",
        CheckDecision.MeasureAgain => "again",
        CheckDecision.Unsettled => "open",
        CheckDecision.Settled settled => $"{settled.Stands?.DeviceName ?? "none"} stands, " + string.Join(
            ' ',
            settled.AtFault.Select((d, i) => i == 0 ? $"wrong {d}" : d).Concat(settled.Unsteady.Select((d, i) => i == 0 ? $"unsteady {d}" : d))),
        _ => "?",
    };
}
