using System.Collections.Immutable;
using Lts.Domain.Architectures;
using Lts.Domain.Candidates;

namespace Lts.Search;

/// <summary>An architecture that a search wants measured.</summary>
/// <param name="Index">Order of proposal within the search, from 0.</param>
/// <param name="Generation">Generation, from 0.</param>
/// <param name="Origin">How it came to be.</param>
/// <param name="Architecture">What to measure; differs from every other proposal of the search.</param>
/// <param name="ParentIds"><see cref="Architecture.Id"/> of its parents: none, one (mutation) or two (crossover).</param>
public sealed record Proposal(
    int Index,
    int Generation,
    CandidateOrigin Origin,
    Architecture Architecture,
    ImmutableArray<string> ParentIds);
