using Lts.Domain.Measurements;
using Lts.Domain.Metrics;
using Lts.Domain.Spaces;
using Lts.Search.Sampling;
using Lts.Tests.Coordinator.Storage;

namespace Lts.Tests.Search;

public sealed class MetricsTests
{
    [Fact]
    public void Names_AreOneToOne()
    {
        Assert.Equal(
            ["decoder_parameters", "total_parameters", "model_mib", "latency_ms", "peak_memory_mib"],
            Metrics.Names.Take(5));
        Assert.Equal(Metrics.Names.Length, Metrics.Names.Distinct().Count());
        Assert.All(Metrics.All, m => Assert.Same(m, Metrics.Find(m.Name)));
        Assert.Null(Metrics.Find("LatencyMs"));
        Assert.Null(Metrics.Find(null));
    }

    [Fact]
    public void OnlyDecoderParameters_AreNaturallyMaximised() =>
        Assert.Equal([Metrics.DecoderParameters], Metrics.All.Where(m => m.NaturalDirection == Direction.Maximize));

    [Fact]
    public void CheapValues_NeedNoDevice_MeasuredOnesDo()
    {
        var architecture = SpaceSampler.Sample(SearchSpaces.Gpt2Quickstart, seed: 1, count: 1)[0];
        var values = Measured.Values(latencyMs: 3, peakMemoryMiB: 4);

        Assert.Equal(architecture.Parameters.Decoder, Metrics.DecoderParameters.ValueOf(architecture));
        Assert.Equal(architecture.Parameters.Total, Metrics.TotalParameters.ValueOf(architecture));
        Assert.Equal(architecture.Parameters.Total * 4 / 1048576.0, Metrics.ModelMiB.ValueOf(architecture, values));
        Assert.Equal(3, Metrics.LatencyMs.ValueOf(architecture, values));
        Assert.Equal(4, Metrics.PeakMemoryMiB.ValueOf(architecture, values));
        Assert.All(Metrics.All.Where(m => m.IsMeasured), m => Assert.Throws<ArgumentException>(() => m.ValueOf(architecture)));
    }

    [Fact]
    public void FurtherMetric_IsReadByItsName_AndIsNaNWhereItWasNotMeasured()
    {
        var decode = new Metric("decode_ms");
        var without = StoreSamples.Measurement(3);
        var with = without with { Further = [new MetricValue("decode_ms", 7, Low: 6, High: 8)] };
        var candidate = StoreSamples.Candidate("s1", 0);

        Assert.Equal(7, decode.ValueOf(candidate with { Outcome = with }));
        Assert.Equal((6, 8), (decode.Read(with)!.Low, decode.Read(with)!.High));
        Assert.Equal(double.NaN, decode.ValueOf(candidate with { Outcome = without }));
        Assert.Equal(double.NaN, decode.ValueOf(candidate));
        Assert.Equal(["latency_ms", "peak_memory_mib", "decode_ms"], with.Values.Select(v => v.Metric));
    }
}
