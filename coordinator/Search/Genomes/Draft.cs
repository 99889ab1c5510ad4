using System.Collections.Immutable;
using Lts.Domain.Candidates;

namespace Lts.Search.Genomes;

/// <summary>A genome that may become a candidate, if it is new and allowed.</summary>
/// <param name="Origin">How it was made.</param>
/// <param name="Genome">What is decoded into its architecture.</param>
/// <param name="ParentIds">Architecture ids of its parents.</param>
internal sealed record Draft(CandidateOrigin Origin, Genome Genome, ImmutableArray<string> ParentIds);
