using Lts.Domain.Measurements;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>What became of an attempt, on the wire: a measurement or a failure.</summary>
public static class OutcomeMapping
{
    /// <summary>The result of an attempt.</summary>
    public static Proto.Result ToProto(string attemptId, MeasurementOutcome outcome) => outcome switch
    {
        CandidateMeasurement m => new Proto.Result { AttemptId = attemptId, Measurement = MeasurementMapping.ToProto(m) },
        MeasurementFailure f => new Proto.Result { AttemptId = attemptId, Failure = FailureMapping.ToProto(f) },
        _ => throw new ArgumentException($"{outcome.GetType()} has no message.", nameof(outcome)),
    };

    /// <summary>
    /// An agent's result. One that makes no sense is the device's error: it is settled like any other, for the agent would send it again and again.
    /// </summary>
    public static MeasurementOutcome Read(Proto.Result result) => result.OutcomeCase switch
    {
        Proto.Result.OutcomeOneofCase.Measurement => Read(result.Measurement),
        Proto.Result.OutcomeOneofCase.Failure => FailureMapping.Read(result.Failure),
        _ => NoSense(["it has neither measurement nor failure."]),
    };

    private static MeasurementOutcome Read(Proto.Measurement message)
    {
        var errors = new List<string>();
        return MeasurementMapping.Read(message, errors) is { } measurement ? measurement : NoSense(errors);
    }

    private static MeasurementFailure NoSense(IEnumerable<string> errors) => new()
    {
        Kind = FailureKind.DeviceError,
        Message = $"The agent sent a result that makes no sense: {string.Join(' ', errors)}",
    };
}
