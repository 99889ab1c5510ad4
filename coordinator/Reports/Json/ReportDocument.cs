using System.Collections.Immutable;

namespace Lts.Reports.Json;

/// <summary>
/// A report as JSON, see docs/reports.md. Fields are only ever added; a change of meaning raises <paramref name="FormatVersion"/>.
/// </summary>
internal sealed record ReportDocument(
    string Format,
    int FormatVersion,
    string ToolVersion,
    DateTimeOffset GeneratedTime,
    StudyDocument Study,
    ImmutableArray<TargetDocument> Targets,
    ImmutableArray<RecipeDocument> TrainingRecipes,
    SampleDocument? Sample = null);

/// <summary>Of a large study: how many candidates that are on no frontier are in the report, and how many there are.</summary>
internal sealed record SampleDocument(int DrawnCount, int OtherCount);

/// <summary>The study: what was asked, and how far it has come.</summary>
internal sealed record StudyDocument(
    string Id,
    string Name,
    string State,
    string FailureMessage,
    DateTimeOffset CreateTime,
    DateTimeOffset? EndTime,
    string Space,
    AlgorithmDocument Algorithm,
    long Seed,
    ImmutableArray<ObjectiveDocument> Objectives,
    ImmutableArray<ConstraintDocument> Constraints,
    ImmutableArray<string> Devices,
    PlanDocument Plan,
    ImmutableArray<FactDocument> Facts,
    string File);

/// <summary>How the space was searched.</summary>
internal sealed record AlgorithmDocument(string Name, IReadOnlyDictionary<string, double> Settings);

/// <summary>A metric to improve.</summary>
internal sealed record ObjectiveDocument(string Metric, string Direction);

/// <summary>Bounds of a metric.</summary>
internal sealed record ConstraintDocument(string Metric, double? Min, double? Max);

/// <summary>How candidates were measured.</summary>
internal sealed record PlanDocument(
    int BatchSize,
    int SequenceLength,
    int WarmupRuns,
    int MinRounds,
    int MaxRounds,
    double RelativeMargin,
    double TimeLimitMs,
    long? MemoryLimitBytes,
    int MemoryRuns,
    long PoolSeed);

/// <summary>A fact for people; both its name and its value may be reworded.</summary>
internal sealed record FactDocument(string Name, string Value);
