namespace Lts.Domain.Metrics;

/// <summary>Which way an objective is better.</summary>
public enum Direction
{
    /// <summary>Less is better.</summary>
    Minimize = 1,

    /// <summary>More is better.</summary>
    Maximize = 2,
}
