using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Lts.Contracts.Json;

namespace Lts.Cli.Client.Json;

/// <summary>A candidate, as <c>--json</c> prints it.</summary>
/// <param name="Id">Unique among all studies.</param>
/// <param name="StudyId">The study it belongs to.</param>
/// <param name="DeviceClass">The target it was proposed for.</param>
/// <param name="Index">Order of proposal, from 0.</param>
/// <param name="Generation">From 0.</param>
/// <param name="Origin">random, mutation, crossover, given.</param>
/// <param name="ParentArchitectureIds">Empty for a random or given one.</param>
/// <param name="ArchitectureId">Equal architectures have equal ids, in every study.</param>
/// <param name="Architecture">A valid architecture file.</param>
/// <param name="DecoderParameters">All but the embeddings.</param>
/// <param name="EmbeddingParameters">Tokens and positions.</param>
/// <param name="State">pending, leased, measured, failed, cancelled.</param>
/// <param name="AttemptCount">Hand-outs so far.</param>
/// <param name="DeviceName">That measured it; null before.</param>
/// <param name="Feasible">Meets every constraint.</param>
/// <param name="OnFrontier">No other candidate of the target is better in every objective.</param>
/// <param name="Measurement">Null unless measured.</param>
/// <param name="Failure">Null unless failed.</param>
/// <param name="Trainings">Complete ones of its architecture, oldest first.</param>
/// <param name="Metrics">Metrics known without measuring that have no field of their own; left out where there are none.</param>
internal sealed record CandidateJson(
    string Id, string StudyId, string DeviceClass, int Index, int Generation, string Origin, ImmutableArray<string> ParentArchitectureIds,
    string ArchitectureId, JsonElement Architecture, long DecoderParameters, long EmbeddingParameters, string State, int AttemptCount,
    string? DeviceName, bool Feasible, bool OnFrontier, FlatMeasurementJson? Measurement, FailureJson? Failure,
    ImmutableArray<CandidateTrainingJson> Trainings,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, double>? Metrics = null);

/// <summary>What <c>lts measure --json</c> prints.</summary>
/// <param name="Study">That was made for it.</param>
/// <param name="Candidates">One for every device class that was asked for.</param>
internal sealed record MeasureResultJson(StudyJson Study, ImmutableArray<CandidateJson> Candidates);
