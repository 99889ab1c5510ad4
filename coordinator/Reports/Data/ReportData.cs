using System.Collections.Immutable;
using Lts.Domain.Measurements;
using Lts.Domain.Studies;
using Lts.Search;

namespace Lts.Reports.Data;

/// <summary>Everything that a report says about a study. The renderers read nothing else: no clock, no database, no network.</summary>
public sealed record ReportData
{
    /// <summary>The study's name.</summary>
    public required string StudyName { get; init; }

    /// <summary>The study's id.</summary>
    public required string StudyId { get; init; }

    /// <summary>How far the study had come when the report was made.</summary>
    public required StudyState State { get; init; }

    /// <summary>Why the study failed; empty otherwise.</summary>
    public string FailureMessage { get; init; } = "";

    /// <summary>When the study was created.</summary>
    public required DateTimeOffset CreateTime { get; init; }

    /// <summary>When it ended; <see langword="null"/> while it runs.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Space, objectives, constraints and seed, with every default filled in.</summary>
    public required SearchProblem Problem { get; init; }

    /// <summary>How the space was searched, with every default filled in.</summary>
    public required SearchAlgorithm Algorithm { get; init; }

    /// <summary>How every candidate was measured, with every default filled in.</summary>
    public required MeasurementPlan Plan { get; init; }

    /// <summary>Device selectors of the study; empty means every device that was known.</summary>
    public ImmutableArray<string> DeviceSelectors { get; init; } = [];

    /// <summary>One for each device class, in the study's order.</summary>
    public required ImmutableArray<ReportTarget> Targets { get; init; }

    /// <summary>What is left out; <see langword="null"/> when every candidate is here.</summary>
    public ReportSample? Sample { get; init; }

    /// <summary>The study as a file that <c>lts study create -f</c> takes (YAML or JSON).</summary>
    public required string StudyFile { get; init; }

    /// <summary>Version of the program that made the report.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>When the report was made.</summary>
    public required DateTimeOffset GeneratedTime { get; init; }
}
