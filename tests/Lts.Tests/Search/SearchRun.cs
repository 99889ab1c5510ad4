using Lts.Domain.Architectures;
using Lts.Domain.Metrics;
using Lts.Domain.Studies;
using Lts.Search;

namespace Lts.Tests.Search;

/// <summary>A search that has been played to its end against a device.</summary>
internal sealed class SearchRun
{
    private readonly List<IReadOnlyList<Proposal>> _generations = [];
    private readonly List<MetricValues?> _values = [];

    private SearchRun(SearchProblem problem) => Problem = problem;

    public SearchProblem Problem { get; }

    public IReadOnlyList<IReadOnlyList<Proposal>> Generations => _generations;

    public IEnumerable<Proposal> Proposals => _generations.SelectMany(g => g);

    public IReadOnlyList<(Architecture Architecture, MetricValues? Values)> Candidates =>
        [.. Proposals.Select(p => (p.Architecture, _values[p.Index]))];

    /// <summary>Plays a search to its end.</summary>
    /// <param name="problem">What.</param>
    /// <param name="algorithm">How.</param>
    /// <param name="device">Answers; <see langword="null"/> for a failure. By default <see cref="SyntheticDevice.Arm"/>.</param>
    /// <param name="arrival">Puts the answers of a generation into the order in which they arrive.</param>
    public static SearchRun Play(
        SearchProblem problem,
        SearchAlgorithm algorithm,
        Func<Architecture, MetricValues?>? device = null,
        Func<IEnumerable<Evaluation>, IEnumerable<Evaluation>>? arrival = null)
    {
        device ??= SyntheticDevice.Arm;
        var run = new SearchRun(problem);
        var search = SearchFactory.Create(problem, algorithm);
        while (search.Propose() is { Count: > 0 } generation)
        {
            run._generations.Add(generation);
            var answers = generation.Select(p => new Evaluation(p.Index, device(p.Architecture))).ToArray();
            run._values.AddRange(answers.Select(a => a.Values));
            search.Observe([.. arrival?.Invoke(answers) ?? answers]);
        }

        Assert.True(search.Finished);
        return run;
    }
}
