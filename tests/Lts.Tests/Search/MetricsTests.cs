using Lts.Domain.Metrics;
using Lts.Domain.Spaces;
using Lts.Search.Sampling;

namespace Lts.Tests.Search;

public sealed class MetricsTests
{
    [Fact]
    public void Names_AreOneToOne()
    {
        Assert.Equal(
            ["decoder_parameters", "total_parameters", "model_mib", "latency_ms", "peak_memory_mib"],
            Metrics.All.Select(m => m.Name()));
        Assert.All(Metrics.All, m => Assert.True(Metrics.TryParse(m.Name(), out var parsed) && parsed == m));
        Assert.False(Metrics.TryParse("LatencyMs", out _));
        Assert.False(Metrics.TryParse(null, out _));
    }

    [Fact]
    public void OnlyDecoderParameters_AreNaturallyMaximised() =>
        Assert.Equal([Metric.DecoderParameters], Metrics.All.Where(m => m.NaturalDirection() == Direction.Maximize));

    [Fact]
    public void CheapValues_NeedNoDevice_MeasuredOnesDo()
    {
        var architecture = SpaceSampler.Sample(SearchSpaces.Gpt2Quickstart, seed: 1, count: 1)[0];
        var values = new MeasuredValues(LatencyMs: 3, PeakMemoryMiB: 4);

        Assert.Equal(architecture.Parameters.Decoder, Metric.DecoderParameters.ValueOf(architecture));
        Assert.Equal(architecture.Parameters.Total, Metric.TotalParameters.ValueOf(architecture));
        Assert.Equal(architecture.Parameters.Total * 4 / 1048576.0, Metric.ModelMiB.ValueOf(architecture, values));
        Assert.Equal(3, Metric.LatencyMs.ValueOf(architecture, values));
        Assert.Equal(4, Metric.PeakMemoryMiB.ValueOf(architecture, values));
        Assert.All(Metrics.All.Where(m => m.IsMeasured()), m => Assert.Throws<ArgumentException>(() => m.ValueOf(architecture)));
    }
}
