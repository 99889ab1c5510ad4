using System.Text.Json.Serialization;

namespace Lts.Domain.Metrics;

/// <summary>Which way an objective is better.</summary>
public enum Direction
{
    /// <summary>Less is better.</summary>
    [JsonStringEnumMemberName("Minimize")]
    Minimize = 1,

    /// <summary>More is better.</summary>
    [JsonStringEnumMemberName("Maximize")]
    Maximize = 2,
}
