namespace Lts.Search;

/// <summary>How far a search has come.</summary>
/// <param name="Generation">The generation proposed last, from 0 as in <see cref="Proposal.Generation"/>; −1 before the first.</param>
/// <param name="GenerationCount">Number of generations when done; <see langword="null"/> when not known.</param>
/// <param name="ProposedCount">Candidates proposed so far.</param>
/// <param name="ExpectedCount">Candidates when done, as far as it is known now; exact once the search has finished.</param>
public sealed record SearchProgress(int Generation, int? GenerationCount, int ProposedCount, int ExpectedCount);
