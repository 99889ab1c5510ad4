using Lts.Coordinator.Storage;
using Lts.Domain.Measurements;
using Lts.Search;

namespace Lts.Coordinator.Studies;

/// <summary>A candidate of a running target. Mutable; guarded by the target's lock.</summary>
internal sealed class CandidateEntry(CandidateKey key, Proposal proposal)
{
    /// <summary>Its name.</summary>
    public CandidateKey Key { get; } = key;

    /// <summary>What the search proposed.</summary>
    public Proposal Proposal { get; } = proposal;

    /// <summary>What it is doing.</summary>
    public CandidateState State { get; set; } = CandidateState.Pending;

    /// <summary>How often it was handed out.</summary>
    public int AttemptCount { get; set; }

    /// <summary>Who has it, or brought its outcome.</summary>
    public string? DeviceName { get; set; }

    /// <summary>Its outcome, without raw samples.</summary>
    public MeasurementOutcome? Outcome { get; private set; }

    /// <summary>The outcome as the search wants it; <see langword="null"/> for none or a failure.</summary>
    public MeasuredValues? Values { get; private set; }

    /// <summary>Number of its last change.</summary>
    public long Version { get; set; }

    /// <summary>Takes note of the outcome.</summary>
    public void Settle(MeasurementOutcome outcome, string? deviceName)
    {
        Outcome = outcome is CandidateMeasurement measurement ? OutcomeCodec.WithoutSamples(measurement) : outcome;
        Values = outcome.ToValues();
        State = outcome is CandidateMeasurement ? CandidateState.Measured : CandidateState.Failed;
        DeviceName = deviceName;
    }

    /// <summary>As others see it.</summary>
    public CandidateRow ToRow() => new()
    {
        Key = Key,
        Generation = Proposal.Generation,
        Origin = Proposal.Origin,
        Architecture = Proposal.Architecture,
        ParentIds = Proposal.ParentIds,
        State = State,
        AttemptCount = AttemptCount,
        DeviceName = DeviceName,
        Outcome = Outcome,
    };
}
