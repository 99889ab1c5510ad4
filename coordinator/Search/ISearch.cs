namespace Lts.Search;

/// <summary>
/// One search: proposes a generation, waits for the answer to each of its members, proposes the next. A pure function of problem, algorithm
/// and answers; it can be replayed from the start at any time. Not thread-safe.
/// </summary>
public interface ISearch
{
    /// <summary>What is being looked for.</summary>
    public SearchProblem Problem { get; }

    /// <summary>How far it has come.</summary>
    public SearchProgress Progress { get; }

    /// <summary>Whether everything has been proposed and observed: <see cref="Propose"/> returns nothing from now on.</summary>
    public bool Finished { get; }

    /// <summary>The next generation; empty exactly when the search has finished.</summary>
    /// <exception cref="InvalidOperationException">The generation before has not been observed.</exception>
    /// <exception cref="SearchSpaceExhaustedException">Not one architecture could be found for the first generation.</exception>
    public IReadOnlyList<Proposal> Propose();

    /// <summary>Takes the answers to the generation proposed last: exactly one for each proposal, in any order.</summary>
    /// <exception cref="ArgumentException">An answer is missing, given twice, or belongs to no proposal of the generation.</exception>
    /// <exception cref="InvalidOperationException">Nothing is waiting for answers.</exception>
    public void Observe(IReadOnlyList<Evaluation> evaluations);
}
