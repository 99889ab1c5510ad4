using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Lts.Domain.Architectures;
using Lts.Domain.Candidates;

namespace Lts.Contracts.Json;

/// <summary>A candidate, as <c>--json</c> and reports have it. Of the measurement and the failure at most one is there.</summary>
/// <param name="Id">Unique among all studies.</param>
/// <param name="StudyId">The study it belongs to.</param>
/// <param name="DeviceClass">The target it was proposed for.</param>
/// <param name="Index">Order of proposal, from 0.</param>
/// <param name="Generation">The search's round that proposed it, from 0.</param>
/// <param name="Origin">random, mutation, crossover, given.</param>
/// <param name="ParentArchitectureIds">Empty for a random or given one.</param>
/// <param name="ArchitectureId">Equal architectures have equal ids, in every study.</param>
/// <param name="Architecture">A valid architecture file.</param>
/// <param name="DecoderParameters">All but the embeddings.</param>
/// <param name="EmbeddingParameters">Tokens and positions.</param>
/// <param name="TotalParameters">Decoder and embeddings together.</param>
/// <param name="State">pending, leased, measured, failed, cancelled.</param>
/// <param name="AttemptCount">Hand-outs so far.</param>
/// <param name="DeviceName">The device that holds it or brought its outcome; null where there is none.</param>
/// <param name="Feasible">Meets every constraint.</param>
/// <param name="OnFrontier">No other candidate of the target is better in every objective.</param>
/// <param name="Measurement">Null unless measured.</param>
/// <param name="Failure">Null unless failed.</param>
/// <param name="Context">Where and how the measurement or the failure came to be; null before.</param>
/// <param name="Trainings">Complete ones of its architecture, oldest first.</param>
/// <param name="Metrics">Metrics known without measuring that have no field of their own; left out where there are none.</param>
public sealed record CandidateJson(
    string Id,
    string StudyId,
    string DeviceClass,
    int Index,
    int Generation,
    string Origin,
    ImmutableArray<string> ParentArchitectureIds,
    string ArchitectureId,
    [property: JsonConverter(typeof(ArchitectureConverter))] Architecture Architecture,
    long DecoderParameters,
    long EmbeddingParameters,
    long TotalParameters,
    string State,
    int AttemptCount,
    string? DeviceName,
    bool Feasible,
    bool OnFrontier,
    MeasurementJson? Measurement,
    FailureJson? Failure,
    ContextJson? Context,
    ImmutableArray<CandidateTrainingJson>? Trainings,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, double>? Metrics)
{
    /// <summary>The JSON form.</summary>
    /// <param name="candidate">As its study judges it.</param>
    /// <param name="includeSamples">Whether raw samples go along, where there are any.</param>
    public static CandidateJson Of(Candidate candidate, bool includeSamples)
    {
        var parameters = candidate.Architecture.Parameters;
        return new(
            candidate.Key.ToString(),
            candidate.Key.StudyId,
            candidate.DeviceClass,
            candidate.Index,
            candidate.Generation,
            WireNames.Of(candidate.Origin),
            candidate.ParentIds,
            candidate.Architecture.Id,
            candidate.Architecture,
            parameters.Decoder,
            parameters.Embedding,
            parameters.Total,
            WireNames.Of(candidate.State),
            candidate.AttemptCount,
            candidate.DeviceName,
            candidate.IsFeasible,
            candidate.IsOnFrontier,
            candidate.Measurement is { } measurement ? MeasurementJson.Of(measurement, includeSamples, includeContext: false) : null,
            candidate.Failure is { } failure ? FailureJson.Of(failure, includeContext: false) : null,
            candidate.Outcome is { } outcome ? ContextJson.Of(outcome.Context) : null,
            [.. candidate.Trainings.Select(CandidateTrainingJson.Of)],
            MetricValueJson.Cheap(candidate.Architecture));
    }
}
