using Lts.Domain.Metrics;
using Lts.Domain.Studies;
using Lts.Search.Sampling;

namespace Lts.Search.Evolution;

/// <summary>See <see cref="EvolutionarySearchOptions"/>.</summary>
internal sealed class EvolutionarySearch : GenerationalSearch
{
    private readonly EvolutionarySearchOptions _options;
    private readonly CandidateSource _source;
    private readonly RandomDrafts _random;
    private readonly Breeder _breeder;
    private readonly ParentSelection _selection;
    private readonly EvolvingFrontier _frontier;

    /// <summary>Makes the search at its beginning; nothing is proposed yet.</summary>
    /// <param name="problem">What to look for, with the seed of every random stream.</param>
    /// <param name="options">The paper's settings, already validated.</param>
    public EvolutionarySearch(SearchProblem problem, EvolutionarySearchOptions options)
        : base(problem)
    {
        _options = options;
        _source = new CandidateSource(problem);
        _random = new RandomDrafts(_source, problem.Seed);
        _breeder = new Breeder(_source.Genomes, problem.Seed, options.MutationProbability, options.CrossoverProbability);
        _selection = new ParentSelection(problem.Seed);
        _frontier = new EvolvingFrontier(problem);
    }

    protected override int GenerationLimit => 1 + _options.Generations;

    protected override int ExpectedSize(int generation) =>
        generation == 0 ? _options.PopulationSize : _options.MutatedCount + _options.CrossedCount;

    protected override IEnumerable<NewCandidate> Fill(int generation)
    {
        int missing = ExpectedSize(generation);
        foreach (var candidate in Offspring())
        {
            missing--;
            yield return candidate;
        }

        // The first generation; later, what parents too few or too alike could not provide.
        foreach (var candidate in _random.Take(missing))
        {
            yield return candidate;
        }
    }

    protected override void Learn(IReadOnlyList<(NewCandidate Candidate, MetricValues? Values)> answers) => _frontier.Update(answers);

    /// <summary>Every error of the settings, by their names in study files.</summary>
    public static IEnumerable<string> Errors(SearchProblem problem, EvolutionarySearchOptions options) =>
    [
        .. FieldChecks.Count($"{options.Name}.generations", options.Generations, min: 0),
        .. FieldChecks.Count($"{options.Name}.parent_count", options.ParentCount, min: 1),
        .. FieldChecks.Count($"{options.Name}.mutated_count", options.MutatedCount, min: 0),
        .. FieldChecks.Count($"{options.Name}.crossed_count", options.CrossedCount, min: 0),
        .. FieldChecks.Probability($"{options.Name}.mutation_probability", options.MutationProbability),
        .. FieldChecks.Probability($"{options.Name}.crossover_probability", options.CrossoverProbability),
        .. FieldChecks.Generation(
            $"{options.Name}.parent_count, mutated_count and crossed_count", (long)options.ParentCount + options.MutatedCount + options.CrossedCount),
        .. FieldChecks.Total(
            options.Name, options.ParentCount + ((1L + options.Generations) * ((long)options.MutatedCount + options.CrossedCount))),
    ];

    private IEnumerable<NewCandidate> Offspring()
    {
        if (_frontier.Members.Count == 0)
        {
            return [];
        }

        var parents = _selection.DrawByVisits(_frontier.Members, _options.ParentCount);
        return Mutants(parents).Concat(Crossovers(parents));
    }

    private IEnumerable<NewCandidate> Mutants(IReadOnlyList<FrontierMember> parents) =>
        _source.Take(_options.MutatedCount, CandidateSource.OffspringTries, () => _breeder.Mutate(_selection.DrawOne(parents)));

    private IEnumerable<NewCandidate> Crossovers(IReadOnlyList<FrontierMember> parents)
    {
        if (parents.Distinct().Count() < 2)
        {
            return [];
        }

        return _source.Take(_options.CrossedCount, CandidateSource.OffspringTries, () =>
        {
            var (first, second) = _selection.DrawPair(parents);
            return _breeder.Cross(first, second);
        });
    }
}
