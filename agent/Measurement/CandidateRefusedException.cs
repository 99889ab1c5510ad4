using Lts.Domain.Measurements;

namespace Lts.Agent.Measurement;

/// <summary>A candidate is not run at all.</summary>
/// <param name="kind">The way it failed.</param>
/// <param name="message">Why, for people.</param>
internal sealed class CandidateRefusedException(FailureKind kind, string message) : Exception(message)
{
    /// <summary>The way it failed.</summary>
    public FailureKind Kind { get; } = kind;
}
