using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lts.Contracts.Json;

namespace Lts.Reports.Json;

/// <summary>One device class and its candidates. The hypervolume is null until there is one.</summary>
internal sealed record TargetDocument(
    string DeviceClass,
    ImmutableArray<string> DeviceNames,
    string Title,
    string Description,
    int Generation,
    int GenerationCount,
    int MeasuredCount,
    int FailedCount,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Hypervolume,
    ImmutableArray<HypervolumeDocument> HypervolumeHistory,
    ImmutableArray<CandidateJson> Candidates);

/// <summary>The hypervolume after so many candidates were measured or had failed.</summary>
internal sealed record HypervolumeDocument(int SettledCount, double Hypervolume);
