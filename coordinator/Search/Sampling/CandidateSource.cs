using Lts.Domain.Architectures;
using Lts.Search.Genomes;

namespace Lts.Search.Sampling;

/// <summary>
/// Lets through what is new to a search and meets its cheap constraints: rejection sampling with a bounded number of tries, so that a small
/// or used-up space ends a generation early instead of never.
/// </summary>
internal sealed class CandidateSource(SearchProblem problem)
{
    /// <summary>Tries for one random candidate: enough to find one architecture in thousands, and over in a fraction of a second.</summary>
    public const int RandomTries = 50_000;

    /// <summary>Tries for one mutant or crossover; beyond them the neighbourhood of its parents counts as explored.</summary>
    public const int OffspringTries = 100;

    private readonly HashSet<Architecture> _seen = [];

    /// <summary>The genomes of the problem's space.</summary>
    public GenomeSpace Genomes { get; } = new(problem.Space);

    /// <summary>Up to <paramref name="count"/> candidates; ends at the first for which every try was in vain.</summary>
    /// <param name="count">How many candidates are wanted.</param>
    /// <param name="tries">Drafts to look at for each.</param>
    /// <param name="next">Makes the next draft.</param>
    public IEnumerable<NewCandidate> Take(int count, int tries, Func<Draft> next)
    {
        for (int i = 0; i < count && TryTake(tries, next) is { } candidate; i++)
        {
            yield return candidate;
        }
    }

    /// <summary>Gives back a candidate that will not be proposed now: it is new again.</summary>
    public void PutBack(NewCandidate candidate) => _seen.Remove(candidate.Architecture);

    private NewCandidate? TryTake(int tries, Func<Draft> next)
    {
        for (int i = 0; i < tries && !Genomes.IsEmpty; i++)
        {
            var draft = next();
            var architecture = Genomes.Decode(draft.Genome);

            // Counting parameters is far cheaper than the hash that tells whether the architecture is new.
            if (Genomes.Obeys(architecture) && IsAllowed(architecture, architecture.Parameters) && _seen.Add(architecture))
            {
                return new NewCandidate(draft.Origin, architecture, draft.ParentIds, draft.Genome);
            }
        }

        return null;
    }

    private bool IsAllowed(Architecture architecture, ParameterCount parameters) =>
        parameters.Decoder >= problem.Space.MinDecoderParameters && parameters.Decoder <= problem.Space.MaxDecoderParameters
        && problem.MeetsCheapConstraints(architecture, parameters);
}
