using System.Collections.Immutable;

namespace Lts.Domain.Metrics;

/// <summary>
/// Every metric, one row each. All else follows from these rows: objectives and constraints, picks, columns, axes, messages and help. A new
/// metric is a row of <see cref="Added"/>; one that is measured is also reported by a measuring process, under the same name.
/// </summary>
public static class Metrics
{
    private const double BytesPerParameter = sizeof(float);
    private const double BytesPerMiB = 1 << 20;

    /// <summary>Decoder parameters, a count: the proxy of perplexity.</summary>
    public static Metric DecoderParameters { get; } = new("decoder_parameters", (_, parameters) => parameters.Decoder)
    {
        Label = "Decoder parameters",
        ShortLabel = "Decoder",
        NaturalDirection = Direction.Maximize,
        Format = MetricFormat.Count,
    };

    /// <summary>Decoder and embedding parameters, a count.</summary>
    public static Metric TotalParameters { get; } = new("total_parameters", (_, parameters) => parameters.Total)
    {
        Label = "Total parameters",
        ShortLabel = "Total",
        Format = MetricFormat.Count,
    };

    /// <summary>Size of the weights in float32, in MiB.</summary>
    public static Metric ModelMiB { get; } = new("model_mib", (_, parameters) => parameters.Total * BytesPerParameter / BytesPerMiB)
    {
        Unit = "MiB",
        Label = "Weights in float32, MiB",
        ShortLabel = "Model, MiB",
        Format = MetricFormat.Tenths,
    };

    /// <summary>Latency of one inference, in milliseconds; measured.</summary>
    public static Metric LatencyMs { get; } = new(
        "latency_ms",
        m => new("latency_ms", m.Latency.LatencyMs, m.Latency.LowMs, m.Latency.HighMs) { Samples = m.Latency.CandidateSamplesMs })
    {
        Unit = "ms",
        Label = "Latency, ms",
    };

    /// <summary>Peak memory of the whole process while running, in MiB; measured.</summary>
    public static Metric PeakMemoryMiB { get; } = new("peak_memory_mib", m => new("peak_memory_mib", m.Memory.PeakBytes / BytesPerMiB))
    {
        Unit = "MiB",
        Label = "Peak memory, MiB",
        ShortLabel = "Peak, MiB",
        Format = MetricFormat.Tenths,
    };

    /// <summary>
    /// Metrics that came after the forms of reports were settled: reports show them after everything else, by these rows alone. Those above have
    /// a column of their own in each form, whose place and name readers rely on; that is all that sets them apart.
    /// </summary>
    public static ImmutableArray<Metric> Added { get; } =
    [
    ];

    /// <summary>Every metric, in the order in which people are told of them.</summary>
    public static ImmutableArray<Metric> All { get; } = [DecoderParameters, TotalParameters, ModelMiB, LatencyMs, PeakMemoryMiB, .. Added];

    /// <summary>Every metric's name, in their order.</summary>
    public static ImmutableArray<string> Names { get; } = [.. All.Select(m => m.Name)];

    /// <summary>The metric of a name; <see langword="null"/> when there is none.</summary>
    public static Metric? Find(string? name) => All.FirstOrDefault(m => m.Name == name);
}
