using Lts.Domain.Architectures;

namespace Lts.Domain.Metrics;

/// <summary>What is known of each <see cref="Metric"/>.</summary>
public static class Metrics
{
    private const double BytesPerParameter = sizeof(float);
    private const double BytesPerMiB = 1 << 20;

    /// <summary>Every metric.</summary>
    public static IReadOnlyList<Metric> All { get; } = Enum.GetValues<Metric>();

    /// <summary>Whether a device must measure it. Metrics that are not measured are called cheap.</summary>
    public static bool IsMeasured(this Metric metric) => metric is Metric.LatencyMs or Metric.PeakMemoryMiB;

    /// <summary>The name in files and tables, for example <c>latency_ms</c>.</summary>
    public static string Name(this Metric metric) => metric switch
    {
        Metric.DecoderParameters => "decoder_parameters",
        Metric.TotalParameters => "total_parameters",
        Metric.ModelMiB => "model_mib",
        Metric.LatencyMs => "latency_ms",
        Metric.PeakMemoryMiB => "peak_memory_mib",
        _ => throw Unknown(metric),
    };

    /// <summary>The unit for people: <c>ms</c>, <c>MiB</c>, or empty for a count.</summary>
    public static string Unit(this Metric metric) => metric switch
    {
        Metric.DecoderParameters or Metric.TotalParameters => "",
        Metric.ModelMiB or Metric.PeakMemoryMiB => "MiB",
        Metric.LatencyMs => "ms",
        _ => throw Unknown(metric),
    };

    /// <summary>The direction that people usually want: more decoder parameters, less of everything else.</summary>
    public static Direction NaturalDirection(this Metric metric) =>
        metric == Metric.DecoderParameters ? Direction.Maximize : Direction.Minimize;

    /// <summary>The metric of a <see cref="Name"/>.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, out Metric metric)
    {
        foreach (var candidate in All)
        {
            if (candidate.Name() == name)
            {
                metric = candidate;
                return true;
            }
        }

        metric = default;
        return false;
    }

    /// <summary>The value of a cheap metric.</summary>
    /// <exception cref="ArgumentException">The metric is measured.</exception>
    public static double ValueOf(this Metric metric, Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return metric.ValueOf(architecture.Parameters);
    }

    /// <summary>The value of any metric of a measured architecture.</summary>
    public static double ValueOf(this Metric metric, Architecture architecture, MeasuredValues values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return metric switch
        {
            Metric.LatencyMs => values.LatencyMs,
            Metric.PeakMemoryMiB => values.PeakMemoryMiB,
            _ => metric.ValueOf(architecture),
        };
    }

    /// <summary>The value of a cheap metric.</summary>
    /// <exception cref="ArgumentException">The metric is measured.</exception>
    public static double ValueOf(this Metric metric, ParameterCount parameters) => metric switch
    {
        Metric.DecoderParameters => parameters.Decoder,
        Metric.TotalParameters => parameters.Total,
        Metric.ModelMiB => parameters.Total * BytesPerParameter / BytesPerMiB,
        Metric.LatencyMs or Metric.PeakMemoryMiB => throw new ArgumentException($"{metric.Name()} must be measured.", nameof(metric)),
        _ => throw Unknown(metric),
    };

    private static ArgumentOutOfRangeException Unknown(Metric metric) => new(nameof(metric), metric, "There is no such metric.");
}
