using Lts.Domain.Metrics;

namespace Lts.Reports.Text;

/// <summary>Values of metrics for people, as each metric wants to be shown.</summary>
internal static class MetricText
{
    /// <summary>The value with no unit, for a column whose head has it; empty for NaN.</summary>
    public static string Of(Metric metric, double value) => double.IsNaN(value) ? "" : metric.Format switch
    {
        MetricFormat.Count => Numbers.Millions(value),
        MetricFormat.Tenths => Numbers.Fixed(value, 1),
        _ => Numbers.Significant(value),
    };
}
