namespace Lts.Domain.Metrics;

/// <summary>How a metric's values are shown to people.</summary>
public enum MetricFormat
{
    /// <summary>A number with about four significant digits.</summary>
    Significant = 1,

    /// <summary>A count, in millions.</summary>
    Count = 2,

    /// <summary>A number with one decimal.</summary>
    Tenths = 3,
}
