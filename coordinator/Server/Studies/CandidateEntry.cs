using Lts.Domain.Candidates;
using Lts.Domain.Measurements;
using Lts.Domain.Metrics;

namespace Lts.Coordinator.Studies;

/// <summary>A candidate of a running target. Mutable; guarded by the target's lock.</summary>
internal sealed class CandidateEntry(Candidate candidate)
{
    /// <summary>What is known of it now; not yet judged within its target.</summary>
    public Candidate Candidate { get; set; } = candidate;

    /// <summary>The outcome as the search wants it; <see langword="null"/> for none or a failure.</summary>
    public MetricValues? Values { get; private set; }

    /// <summary>Number of its last change.</summary>
    public long Version { get; set; }

    /// <summary>Takes note of the outcome; leaves raw samples to the store.</summary>
    public void Settle(MeasurementOutcome outcome, string? deviceName)
    {
        Values = MetricValues.OfOutcome(outcome);
        Candidate = Candidate with
        {
            Outcome = outcome is CandidateMeasurement measurement ? measurement.WithoutSamples() : outcome,
            State = outcome is CandidateMeasurement ? CandidateState.Measured : CandidateState.Failed,
            DeviceName = deviceName,
        };
    }
}
