using System.Collections.Immutable;
using Lts.Domain.Candidates;

namespace Lts.Coordinator.Storage;

/// <summary>What measuring a candidate again came to.</summary>
/// <param name="Key">Names the candidate, which has an outcome.</param>
/// <param name="Check">What is known of its outcome from now on.</param>
internal sealed record CheckEnd(CandidateKey Key, CandidateCheck Check)
{
    /// <summary>The attempt whose outcome replaces the candidate's; <see langword="null"/> leaves that as it is.</summary>
    public int? Attempt { get; init; }

    /// <summary>The candidate's state after that.</summary>
    public CandidateState State { get; init; } = CandidateState.Measured;

    /// <summary>Whether the search was told the outcome that is replaced, which is kept for it.</summary>
    public bool WasTold { get; init; }

    /// <summary>Devices one of whose results another device confirmed.</summary>
    public ImmutableArray<string> Confirmed { get; init; } = [];

    /// <summary>Devices that contradicted themselves.</summary>
    public ImmutableArray<string> Unsteady { get; init; } = [];
}
