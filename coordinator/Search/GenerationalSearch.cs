using System.Globalization;
using Lts.Domain.Metrics;

namespace Lts.Search;

/// <summary>
/// What all searches share: numbering, the turn-taking of proposing and observing, <see cref="SearchProblem.MaxCandidates"/> and the end.
/// An algorithm fills generations and learns from answers, which it always gets in order of proposal.
/// </summary>
internal abstract class GenerationalSearch(SearchProblem problem) : ISearch
{
    private IReadOnlyList<NewCandidate> _pending = [];
    private int _generation = -1;
    private int _proposedCount;

    /// <inheritdoc/>
    public SearchProblem Problem => problem;

    /// <inheritdoc/>
    public bool Finished { get; private set; }

    /// <inheritdoc/>
    public SearchProgress Progress
    {
        get
        {
            if (Finished)
            {
                return new SearchProgress(_generation, _generation + 1, _proposedCount, _proposedCount);
            }

            int next = _generation + 1;
            int expected = _proposedCount;
            while (next < GenerationLimit && expected < CandidateLimit)
            {
                expected += ExpectedSize(next++);
            }

            bool countIsKnown = !SizesVary || problem.MaxCandidates is null;
            return new SearchProgress(_generation, countIsKnown ? next : null, _proposedCount, Math.Min(expected, CandidateLimit));
        }
    }

    /// <summary>Number of generations if nothing ends the search before.</summary>
    protected abstract int GenerationLimit { get; }

    /// <summary>Whether the answers decide the sizes of generations.</summary>
    protected virtual bool SizesVary => false;

    private int CandidateLimit => problem.MaxCandidates ?? int.MaxValue;

    /// <inheritdoc/>
    public IReadOnlyList<Proposal> Propose()
    {
        if (_pending.Count > 0)
        {
            throw new InvalidOperationException($"Generation {_generation} must be observed before the next one is proposed.");
        }

        if (Finished)
        {
            return [];
        }

        _pending = [.. Fill(_generation + 1).Take(CandidateLimit - _proposedCount)];
        if (_pending.Count == 0 && _proposedCount == 0)
        {
            throw NothingFound();
        }

        if (_pending.Count == 0)
        {
            Finished = true;
            return [];
        }

        _generation++;
        int first = _proposedCount;
        _proposedCount += _pending.Count;
        return [.. _pending.Select((c, i) => new Proposal(first + i, _generation, c.Origin, c.Architecture, c.ParentIds))];
    }

    /// <inheritdoc/>
    public void Observe(IReadOnlyList<Evaluation> evaluations)
    {
        ArgumentNullException.ThrowIfNull(evaluations);
        if (_pending.Count == 0)
        {
            throw new InvalidOperationException("No generation is waiting for answers.");
        }

        var answers = InOrderOfProposal(evaluations);
        Learn([.. _pending.Zip(answers, (candidate, answer) => (candidate, answer.Values))]);
        _pending = [];
        Finished = _generation + 1 >= GenerationLimit || _proposedCount >= CandidateLimit;
    }

    /// <summary>The candidates of a generation; none when there is nothing left to try.</summary>
    protected abstract IEnumerable<NewCandidate> Fill(int generation);

    /// <summary>Takes the answers to the whole generation; <see langword="null"/> for a candidate that failed.</summary>
    protected abstract void Learn(IReadOnlyList<(NewCandidate Candidate, MetricValues? Values)> answers);

    /// <summary>About how many candidates a later generation will have.</summary>
    protected abstract int ExpectedSize(int generation);

    private Evaluation[] InOrderOfProposal(IReadOnlyList<Evaluation> evaluations)
    {
        int first = _proposedCount - _pending.Count;
        var answers = evaluations.OrderBy(e => e.Index).ToArray();
        if (!answers.Select(a => a.Index).SequenceEqual(Enumerable.Range(first, _pending.Count)))
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture,
                    $"Generation {_generation} needs exactly one answer for each candidate from {first} to {_proposedCount - 1}."),
                nameof(evaluations));
        }

        return answers;
    }

    private SearchSpaceExhaustedException NothingFound() => new(
        $"No architecture of space {problem.Space.Name} meets the constraints, or too few to find one by chance: widen the space's ranges, "
        + "its decoder parameters, or the constraints that need no measurement.");
}
