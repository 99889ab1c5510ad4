using Lts.Domain.Candidates;

namespace Lts.Coordinator.Fleet;

/// <summary>Something to tell an agent.</summary>
internal abstract record AgentCommand
{
    private AgentCommand()
    {
    }

    /// <summary>Measure a candidate.</summary>
    /// <param name="Attempt">Names this hand-out in heartbeats and in the result.</param>
    /// <param name="Job">What to measure, and how.</param>
    public sealed record OfferLease(AttemptId Attempt, LeaseJob Job) : AgentCommand;

    /// <summary>Forget a lease.</summary>
    /// <param name="Attempt">The hand-out that is no longer wanted; its result would still count.</param>
    public sealed record CancelLease(AttemptId Attempt) : AgentCommand;

    /// <summary>A result is durable or not wanted: forget it.</summary>
    /// <param name="AttemptId">The attempt, as the agent named it.</param>
    public sealed record AcknowledgeResult(string AttemptId) : AgentCommand;

    /// <summary>The device gets nothing new.</summary>
    /// <param name="Undo">It gets leases again.</param>
    /// <param name="Reason">Why it is in quarantine, for its log; <see langword="null"/> when it is only drained.</param>
    public sealed record SetDrain(bool Undo, string? Reason = null) : AgentCommand;

    /// <summary>An operator knows the device.</summary>
    /// <param name="Undo">No longer.</param>
    public sealed record SetApproval(bool Undo) : AgentCommand;
}
