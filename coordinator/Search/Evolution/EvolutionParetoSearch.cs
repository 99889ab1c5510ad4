using Lts.Domain;
using Lts.Domain.Metrics;
using Lts.Domain.Studies;
using Lts.Search.Randomness;
using Lts.Search.Sampling;

namespace Lts.Search.Evolution;

/// <summary>See <see cref="EvolutionParetoOptions"/>.</summary>
internal sealed class EvolutionParetoSearch : GenerationalSearch
{
    /// <summary>Probability that a mutant's gene is drawn anew: the default of Archai's transformer space.</summary>
    private const double MutationProbability = 0.3;

    /// <summary>Probability that a crossover's gene comes from its second parent: Archai flips a coin.</summary>
    private const double CrossoverProbability = 0.5;

    private readonly EvolutionParetoOptions _options;
    private readonly CandidateSource _source;
    private readonly RandomDrafts _random;
    private readonly Breeder _breeder;
    private readonly ParentSelection _selection;
    private readonly RandomStream _truncation;
    private readonly EvolvingFrontier _frontier;

    /// <summary>Makes the search at its beginning; nothing is proposed yet.</summary>
    /// <param name="problem">What to look for, with the seed of every random stream.</param>
    /// <param name="options">Archai's settings, already validated.</param>
    public EvolutionParetoSearch(SearchProblem problem, EvolutionParetoOptions options)
        : base(problem)
    {
        _options = options;
        _source = new CandidateSource(problem);
        _random = new RandomDrafts(_source, problem.Seed);
        _breeder = new Breeder(
            _source.Genomes,
            problem.Seed,
            MutationProbability,
            CrossoverProbability);
        _selection = new ParentSelection(problem.Seed);
        _truncation = new RandomStream(problem.Seed, RandomPurpose.Truncation);
        _frontier = new EvolvingFrontier(problem);
    }

    protected override int GenerationLimit => _options.Iterations;

    protected override bool SizesVary => true;

    /// <summary>A later round as it would be with the frontier of now.</summary>
    protected override int ExpectedSize(int generation)
    {
        long mutants = (long)_frontier.Members.Count * _options.MutationsPerParent;
        int crossovers = _frontier.Members.Count < 2 ? 0 : _options.CrossoverCount;
        return generation == 0
            ? _options.InitialCount
            : (int)Math.Min(_options.MaxUnseen, mutants + crossovers + _options.RandomPerIteration);
    }

    protected override IEnumerable<NewCandidate> Fill(int generation) => generation == 0
        ? _random.Take(_options.InitialCount)
        : Cut([.. Mutants(), .. Crossovers(), .. _random.Take(_options.RandomPerIteration)]);

    protected override void Learn(IReadOnlyList<(NewCandidate Candidate, MetricValues? Values)> answers) => _frontier.Update(answers);

    /// <summary>Every error of the settings, by their names in study files.</summary>
    public static IEnumerable<string> Errors(SearchProblem problem, EvolutionParetoOptions options) =>
    [
        .. FieldChecks.Count($"{options.Name}.iterations", options.Iterations, min: 1),
        .. FieldChecks.Count($"{options.Name}.initial_count", options.InitialCount, min: 1, Limits.GenerationSize),
        .. FieldChecks.Count($"{options.Name}.random_per_iteration", options.RandomPerIteration, min: 0, Limits.GenerationSize),
        .. FieldChecks.Count($"{options.Name}.mutations_per_parent", options.MutationsPerParent, min: 0, Limits.MutantsPerParent),
        .. FieldChecks.Count($"{options.Name}.crossover_count", options.CrossoverCount, min: 0, Limits.GenerationSize),
        .. FieldChecks.Count($"{options.Name}.max_unseen", options.MaxUnseen, min: 1, Limits.GenerationSize),
        .. FieldChecks.Total(options.Name, options.InitialCount + ((options.Iterations - 1L) * options.MaxUnseen)),
    ];

    private IEnumerable<NewCandidate> Mutants() => _frontier.Members.SelectMany(parent =>
        _source.Take(_options.MutationsPerParent, CandidateSource.OffspringTries, () => _breeder.Mutate(parent)));

    private IEnumerable<NewCandidate> Crossovers()
    {
        if (_frontier.Members.Count < 2)
        {
            return [];
        }

        return _source.Take(_options.CrossoverCount, CandidateSource.OffspringTries, () =>
        {
            var (first, second) = _selection.DrawPair(_frontier.Members);
            return _breeder.Cross(first, second);
        });
    }

    /// <summary>Shuffles a round and cuts it to its largest size; what is cut may come again.</summary>
    private ArraySegment<NewCandidate> Cut(NewCandidate[] round)
    {
        for (int i = round.Length - 1; i > 0; i--)
        {
            int other = _truncation.NextIndex(i + 1);
            (round[i], round[other]) = (round[other], round[i]);
        }

        int kept = Math.Min(round.Length, _options.MaxUnseen);
        foreach (var candidate in round.AsSpan(kept))
        {
            _source.PutBack(candidate);
        }

        return new ArraySegment<NewCandidate>(round, 0, kept);
    }
}
