using System.Collections.Immutable;
using Lts.Domain.Architectures;
using Lts.Domain.Candidates;
using Lts.Search.Genomes;

namespace Lts.Search;

/// <summary>A <see cref="Proposal"/> before it has a number.</summary>
/// <param name="Origin">How it came to be.</param>
/// <param name="Architecture">What to measure.</param>
/// <param name="ParentIds">Architecture ids of its parents.</param>
/// <param name="Genome">Its genes, also those asleep; <see langword="null"/> for an architecture named by the user.</param>
internal sealed record NewCandidate(CandidateOrigin Origin, Architecture Architecture, ImmutableArray<string> ParentIds, Genome? Genome);
