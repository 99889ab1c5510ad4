using System.Text.Json;
using Lts.Contracts.Json;
using Lts.Domain.Measurements;

namespace Lts.Agent.Commands;

/// <summary>An outcome as JSON: a measurement, or <c>{failure, context}</c>.</summary>
internal static class OutcomeOutput
{
    /// <summary>One line of JSON: a measurement or a failure.</summary>
    public static string ToJson(MeasurementOutcome outcome) => outcome switch
    {
        CandidateMeasurement m => JsonSerializer.Serialize(
            MeasurementJson.Of(m, includeSamples: true, includeContext: true), AgentJsonContext.Default.MeasurementJson),
        MeasurementFailure f => JsonSerializer.Serialize(
            new FailedJson(FailureJson.Of(f, includeContext: false), ContextJson.Of(f.Context)), AgentJsonContext.Default.FailedJson),
        _ => throw new ArgumentException($"There is no outcome of type {outcome.GetType()}.", nameof(outcome)),
    };
}
