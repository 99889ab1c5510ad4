using Lts.Domain.Candidates;
using Lts.Domain.Measurements;
using Lts.Domain.Metrics;

namespace Lts.Coordinator.Studies;

/// <summary>A candidate of a running target. Mutable; guarded by the target's lock.</summary>
internal sealed class CandidateEntry(Candidate candidate)
{
    private bool _wasTold;
    private MetricValues? _told;

    /// <summary>What is known of it now; not yet judged within its target.</summary>
    public Candidate Candidate { get; set; } = candidate;

    /// <summary>The outcome as the search wants it; <see langword="null"/> for none or a failure.</summary>
    public MetricValues? Values { get; private set; }

    /// <summary>The outcome as it counts for the frontier: none while it is in doubt.</summary>
    public MetricValues? FrontValues => Candidate.Check == CandidateCheck.InDoubt ? null : Values;

    /// <summary>The outcome that the search is told, or was: a correction that comes after that does not change it.</summary>
    public MetricValues? SearchValues => _wasTold ? _told : Values;

    /// <summary>Number of its last change.</summary>
    public long Version { get; set; }

    /// <summary>Remembers what the search was told, for it will be something else from now on.</summary>
    /// <param name="values">As the search was told; <see langword="null"/> for a failure.</param>
    public void KeepTold(MetricValues? values)
    {
        if (!_wasTold)
        {
            (_wasTold, _told) = (true, values);
        }
    }

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
