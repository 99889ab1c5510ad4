using System.Text.Json;
using System.Text.Json.Serialization;
using Lts.Domain.Measurements;

namespace Lts.Coordinator.Storage.Outcomes;

/// <summary>A failure as it is stored.</summary>
internal sealed record StoredFailure(
    [property: JsonPropertyName("kind")] string Kind,
    [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("exit_code")] int? ExitCode,
    [property: JsonPropertyName("context")] StoredContext? Context)
{
    /// <summary>As it is stored.</summary>
    public static StoredFailure Of(MeasurementFailure failure) =>
        new(StoredWords.Of(failure.Kind), failure.Message, failure.ExitCode, StoredContext.Of(failure.Context));

    /// <summary>As it was stored.</summary>
    public MeasurementFailure Read() => new()
    {
        Kind = StoredWords.FailureKind(Kind),
        Message = Message ?? throw new JsonException("A failure has no message."),
        ExitCode = ExitCode,
        Context = Context?.Read() ?? new MeasurementContext(),
    };
}
