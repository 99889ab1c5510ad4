using System.Collections.Immutable;
using Lts.Contracts.Json;
using Lts.Domain.Architectures;

namespace Lts.Reports.Json;

/// <summary>One device class and its candidates.</summary>
internal sealed record TargetDocument(
    string DeviceClass,
    ImmutableArray<string> DeviceNames,
    string Title,
    string Description,
    int Generation,
    int GenerationCount,
    int MeasuredCount,
    int FailedCount,
    double Hypervolume,
    ImmutableArray<HypervolumeDocument> HypervolumeHistory,
    ImmutableArray<CandidateDocument> Candidates);

/// <summary>The hypervolume after so many candidates were measured or had failed.</summary>
internal sealed record HypervolumeDocument(int SettledCount, double Hypervolume);

/// <summary>
/// One candidate. Of the measurement and the failure at most one is there; metrics are those known without measuring that have no field of
/// their own, absent where there are none.
/// </summary>
internal sealed record CandidateDocument(
    string Id,
    int Index,
    int Generation,
    string Origin,
    ImmutableArray<string> ParentArchitectureIds,
    string ArchitectureId,
    Architecture Architecture,
    long DecoderParameters,
    long EmbeddingParameters,
    long TotalParameters,
    string State,
    int AttemptCount,
    string DeviceName,
    bool Feasible,
    bool OnFrontier,
    MeasurementJson? Measurement,
    FailureJson? Failure,
    ContextJson? Context,
    ImmutableArray<CandidateTrainingJson>? Trainings,
    IReadOnlyDictionary<string, double>? Metrics);
