using Lts.Domain.Measurements;

namespace Lts.Coordinator.Storage;

/// <summary>The JSON form of an outcome: exactly one of the two is set.</summary>
internal sealed record StoredOutcome
{
    /// <summary>A measurement, without samples.</summary>
    public CandidateMeasurement? Measurement { get; init; }

    /// <summary>A failure.</summary>
    public MeasurementFailure? Failure { get; init; }
}
