using Lts.Domain.Measurements;

namespace Lts.Domain.Metrics;

/// <summary>What a device answered for one architecture: a number for each measured metric.</summary>
public sealed class MetricValues
{
    private readonly (Metric Metric, double Value)[] _values;

    /// <summary>Takes the values of metrics, each at most once, in their units.</summary>
    public MetricValues(params IEnumerable<(Metric Metric, double Value)> values) => _values = [.. values];

    /// <summary>A metric's value; NaN, which meets no constraint, where it was not measured.</summary>
    public double this[Metric metric]
    {
        get
        {
            foreach (var (known, value) in _values)
            {
                if (known.Equals(metric))
                {
                    return value;
                }
            }

            return double.NaN;
        }
    }

    /// <summary>What the metrics that are known here read from a measurement.</summary>
    public static MetricValues Of(CandidateMeasurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        return new MetricValues(Metrics.All.Select(m => (Metric: m, Value: m.Read(measurement)))
            .Where(pair => pair.Value is not null)
            .Select(pair => (pair.Metric, pair.Value!.Value)));
    }

    /// <summary>The same of an outcome; <see langword="null"/> for a failure, or where there is none yet.</summary>
    public static MetricValues? OfOutcome(MeasurementOutcome? outcome) => outcome is CandidateMeasurement measurement ? Of(measurement) : null;
}
