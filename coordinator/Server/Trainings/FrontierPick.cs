using System.Globalization;
using Lts.Domain;
using Lts.Domain.Candidates;
using Lts.Domain.Metrics;
using Lts.Domain.Trainings;
using Lts.Search;

namespace Lts.Coordinator.Trainings;

/// <summary>Which candidates of a target are trained.</summary>
internal abstract record FrontierPick
{
    /// <summary>Every way to write one, for messages.</summary>
    public const string Forms = TrainingRequest.PickForms;

    /// <summary>Chooses.</summary>
    /// <param name="problem">What was searched for.</param>
    /// <param name="measured">A target's measured candidates, by latency.</param>
    /// <returns>None when the pick finds nothing.</returns>
    public IReadOnlyList<Candidate> Choose(SearchProblem problem, IReadOnlyList<Candidate> measured) =>
        ChooseFrom(problem, [.. measured.Where(c => c.IsOnFrontier)], measured);

    /// <summary>Whether it chooses of the frontier only, so that nothing else need be read.</summary>
    public virtual bool IsOfFrontier => true;

    /// <summary>Whether it could choose a candidate; what it could not is left out of what it chooses from.</summary>
    public virtual bool Considers(Candidate candidate) => candidate.IsOnFrontier;

    /// <summary>Reads one as users write it.</summary>
    /// <exception cref="ValidationException">It is not written like one.</exception>
    public static FrontierPick Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var (word, rest) = colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
        return (word, rest) switch
        {
            ("knee", "") => new Knee(),
            ("frontier", "") => new WholeFrontier(),
            ("rank", _) when int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var rank) && rank >= 1 => new Rank(rank),
            ("under", _) => Bound.TryParse(rest) is { } bound ? new Under(bound) : throw Error(text),
            ("id", { Length: > 0 }) => new Id(rest),
            _ => throw Error(text),
        };
    }

    /// <summary>Chooses of the frontier, or of all that was measured; both by latency.</summary>
    protected abstract IReadOnlyList<Candidate> ChooseFrom(
        SearchProblem problem, IReadOnlyList<Candidate> frontier, IReadOnlyList<Candidate> measured);

    /// <summary>Devices may have different favourites; an id means one architecture.</summary>
    /// <exception cref="ValidationException">It means several.</exception>
    public void ThrowIfAmbiguous(int architectures)
    {
        if (this is Id id && architectures > 1)
        {
            throw new ValidationException("the request", [$"pick: the ids of {architectures} architectures begin with '{id.Prefix}'; write more of it."]);
        }
    }

    private static ValidationException Error(string text) => new("the request", [$"pick: '{text}' is not valid; choose {Forms}."]);

    /// <summary>Where the frontier bends most; see <see cref="Search.Pareto.Knee"/>.</summary>
    private sealed record Knee : FrontierPick
    {
        protected override IReadOnlyList<Candidate> ChooseFrom(
            SearchProblem problem, IReadOnlyList<Candidate> frontier, IReadOnlyList<Candidate> measured) => frontier.Count == 0
            ? []
            : [frontier[Search.Pareto.Knee.Of(
                [.. frontier.Select(c => problem.ObjectiveValues(c.Architecture, MetricValues.Of(c.Measurement!)))], problem.Objectives)]];
    }

    private sealed record WholeFrontier : FrontierPick
    {
        protected override IReadOnlyList<Candidate> ChooseFrom(
            SearchProblem problem, IReadOnlyList<Candidate> frontier, IReadOnlyList<Candidate> measured) => frontier;
    }

    /// <summary>The Nth fastest of the frontier, from 1.</summary>
    private sealed record Rank(int Number) : FrontierPick
    {
        protected override IReadOnlyList<Candidate> ChooseFrom(
            SearchProblem problem, IReadOnlyList<Candidate> frontier, IReadOnlyList<Candidate> measured) =>
            [.. frontier.Skip(Number - 1).Take(1)];
    }

    /// <summary>The one with most decoder parameters that keeps to a bound.</summary>
    private sealed record Under(Bound Bound) : FrontierPick
    {
        protected override IReadOnlyList<Candidate> ChooseFrom(
            SearchProblem problem, IReadOnlyList<Candidate> frontier, IReadOnlyList<Candidate> measured) =>
            [
                .. frontier.Where(c => Bound.Metric.ValueOf(c) <= Bound.Value)
                    .OrderByDescending(c => c.Architecture.Parameters.Decoder)
                    .Take(1),
            ];
    }

    /// <summary>One that was measured, on the frontier or not.</summary>
    private sealed record Id(string Prefix) : FrontierPick
    {
        public override bool IsOfFrontier => false;

        public override bool Considers(Candidate candidate) => candidate.Architecture.Id.StartsWith(Prefix, StringComparison.Ordinal);

        protected override IReadOnlyList<Candidate> ChooseFrom(
            SearchProblem problem, IReadOnlyList<Candidate> frontier, IReadOnlyList<Candidate> measured)
        {
            var meant = measured.Where(Considers).DistinctBy(c => c.Architecture.Id).ToList();
            ThrowIfAmbiguous(meant.Count);
            return meant;
        }
    }
}
