using System.Text.Json.Serialization;
using Lts.Domain.Measurements;

namespace Lts.Contracts.Json;

/// <summary>Why there is no measurement.</summary>
/// <param name="Kind">crashed, out_of_memory, timed_out, rejected_by_runtime, invalid_graph, …</param>
/// <param name="Message">For people.</param>
/// <param name="ExitCode">Of the measuring process; absent where there was none.</param>
/// <param name="Context">Where and how; absent where it is told elsewhere.</param>
public sealed record FailureJson(
    string Kind,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ExitCode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ContextJson? Context)
{
    /// <summary>The JSON form.</summary>
    /// <param name="failure">What happened.</param>
    /// <param name="includeContext">Whether the context goes along.</param>
    public static FailureJson Of(MeasurementFailure failure, bool includeContext) => new(
        WireNames.Of(failure.Kind), failure.Message, failure.ExitCode, includeContext ? ContextJson.Of(failure.Context) : null);
}
