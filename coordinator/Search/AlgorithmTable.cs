using Lts.Domain.Studies;
using Lts.Search.Baselines;
using Lts.Search.Evolution;

namespace Lts.Search;

/// <summary>The one place where a record of options meets its checks and its search: a new algorithm is a row here.</summary>
internal static class AlgorithmTable
{
    private static readonly Dictionary<Type, Row> Rows = new Row[]
    {
        new Row<EvolutionarySearchOptions>(EvolutionarySearch.Errors, (problem, options) => new EvolutionarySearch(problem, options)),
        new Row<EvolutionParetoOptions>(EvolutionParetoSearch.Errors, (problem, options) => new EvolutionParetoSearch(problem, options)),
        new Row<RandomSearchOptions>(RandomSearch.Errors, (problem, options) => new RandomSearch(problem, options)),
        new Row<FixedCandidatesOptions>(FixedCandidates.Errors, (problem, options) => new FixedCandidates(problem, options)),
    }.ToDictionary(row => row.OptionsType);

    /// <summary>The options of every algorithm.</summary>
    public static IReadOnlyCollection<Type> OptionsTypes => Rows.Keys;

    /// <summary>Creates a search. The settings are valid.</summary>
    public static ISearch CreateSearch(SearchProblem problem, SearchAlgorithm algorithm) => RowOf(algorithm).CreateSearch(problem, algorithm);

    /// <summary>Every error of the settings, each message beginning with the field's name in a study file.</summary>
    public static IEnumerable<string> Errors(SearchProblem problem, SearchAlgorithm algorithm) => RowOf(algorithm).Errors(problem, algorithm);

    private static Row RowOf(SearchAlgorithm algorithm) => Rows.TryGetValue(algorithm.GetType(), out var row)
        ? row
        : throw new ArgumentException($"There is no search for {algorithm.GetType()}.", nameof(algorithm));

    private abstract class Row(Type optionsType)
    {
        public Type OptionsType => optionsType;

        public abstract IEnumerable<string> Errors(SearchProblem problem, SearchAlgorithm algorithm);

        public abstract ISearch CreateSearch(SearchProblem problem, SearchAlgorithm algorithm);
    }

    private sealed class Row<TOptions>(
        Func<SearchProblem, TOptions, IEnumerable<string>> errors, Func<SearchProblem, TOptions, ISearch> create)
        : Row(typeof(TOptions))
        where TOptions : SearchAlgorithm
    {
        public override IEnumerable<string> Errors(SearchProblem problem, SearchAlgorithm algorithm) => errors(problem, (TOptions)algorithm);

        public override ISearch CreateSearch(SearchProblem problem, SearchAlgorithm algorithm) => create(problem, (TOptions)algorithm);
    }
}
