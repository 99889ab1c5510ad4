using Lts.Domain.Candidates;
using Lts.Search.Genomes;
using Lts.Search.Randomness;

namespace Lts.Search.Sampling;

/// <summary>Random candidates of a source.</summary>
internal sealed class RandomDrafts(CandidateSource source, long seed)
{
    private readonly RandomStream _random = new(seed, RandomPurpose.Sampling);

    /// <summary>Up to <paramref name="count"/> random candidates; fewer when the source has no more.</summary>
    public IEnumerable<NewCandidate> Take(int count) =>
        source.Take(count, CandidateSource.RandomTries, () => new Draft(CandidateOrigin.Random, source.Genomes.Draw(_random), []));
}
