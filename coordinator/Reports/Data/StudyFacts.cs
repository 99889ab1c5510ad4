using System.Collections.Immutable;
using System.Globalization;
using Lts.Contracts;
using Lts.Domain.Measurements;
using Lts.Domain.Metrics;
using Lts.Domain.Spaces;
using Lts.Reports.Text;

namespace Lts.Reports.Data;

/// <summary>The study itself, said in a few named lines.</summary>
internal static class StudyFacts
{
    /// <summary>Name and value of each fact, in the order to show them.</summary>
    public static ImmutableArray<(string Name, string Value)> Of(ReportData data)
    {
        var facts = ImmutableArray.CreateBuilder<(string, string)>();
        facts.Add(("State", WireNames.Of(data.State) + (data.FailureMessage.Length > 0 ? ": " + data.FailureMessage : "")));
        facts.Add(("Id", data.StudyId));
        facts.Add(("Created", Numbers.Moment(data.CreateTime)));
        if (data.EndTime is { } end)
        {
            facts.Add(("Ended", Numbers.Moment(end)));
        }

        if (data.Sample is { } sample)
        {
            facts.Add(("Candidates shown", string.Create(
                CultureInfo.InvariantCulture,
                $"all of the frontier, and {sample.DrawnCount:N0} of {sample.OtherCount:N0} not on it, spread evenly over the order of proposal; "
                + $"`lts frontier {data.StudyName} --format csv` has them all")));
        }

        facts.Add(("Space", Describe(data.Problem.Space)));
        facts.Add(("Algorithm", AlgorithmSettings.Describe(data.Algorithm)));
        facts.Add(("Seed", Numbers.Plain(data.Problem.Seed)));
        facts.Add(("Objectives", string.Join(", ", data.Problem.Objectives.Select(Describe))));
        var constraints = data.Problem.Constraints;
        facts.Add(("Constraints", constraints.IsEmpty ? "none" : string.Join(", ", constraints.Select(Describe))));
        facts.Add(("Devices", data.DeviceSelectors.IsEmpty ? "every known device" : string.Join(", ", data.DeviceSelectors)));
        facts.Add(("Measurement", Describe(data.Plan)));
        foreach (var target in data.Targets)
        {
            if (CheckText.Of(target.Checks) is { Length: > 0 } checks)
            {
                facts.Add((data.Targets.Length == 1 ? "Checks" : $"Checks, {target.Title}", checks));
            }

            facts.AddRange(target.Quarantined.Select(device => ("Quarantine", CheckText.Of(device))));
        }

        return facts.ToImmutable();
    }

    /// <summary>Everything that may differ, then whether layers choose for themselves, then what is the same for all models.</summary>
    private static string Describe(SearchSpace space)
    {
        var layers = space.Dimensions.Where(d => d.Dimension.PerLayer).ToList();
        string[] perLayer = layers.Count == 0 ? []
            : layers.All(d => d.PerLayer) ? ["chosen per layer"]
            : layers.All(d => !d.PerLayer) ? ["one choice per model"]
            : [$"{string.Join(" and ", layers.Where(d => d.PerLayer).Select(d => d.Dimension.Label))} chosen per layer"];
        IEnumerable<string> parts =
        [
            .. space.Dimensions.Where(d => d.IsSearched).Select(Describe),
            .. perLayer,
            .. space.Dimensions.Where(d => !d.IsSearched).Select(Describe),
        ];
        return $"{space.Name}: {string.Join(", ", parts)}";
    }

    private static string Describe(DimensionSpace space) => $"{space.Dimension.Label} " + space.Choices switch
    {
        { Range: { Step: 1 } range } => $"{range.Min}–{range.Max}",
        { Range: { } range } => $"{range.Min}–{range.Max} in steps of {range.Step}",
        { List: [var value] } when space.Dimension is { DrawnWhenFixed: false, Choices.IsEmpty: true } => Numbers.Fixed(value, 0),
        var list => string.Join(" or ", list.List!.Value.Select(space.Dimension.Text)),
    };

    private static string Describe(Objective objective) => $"{WireNames.Of(objective.Direction)} {objective.Metric.Name}";

    private static string Describe(RangeConstraint constraint) => constraint switch
    {
        { Min: { } min, Max: { } max } => $"{Numbers.Plain(min)} ≤ {constraint.Metric.Name} ≤ {Numbers.Plain(max)}",
        { Min: { } min } => $"{constraint.Metric.Name} ≥ {Numbers.Plain(min)}",
        { Max: { } max } => $"{constraint.Metric.Name} ≤ {Numbers.Plain(max)}",
        _ => constraint.Metric.Name,
    };

    private static string Describe(MeasurementPlan plan) =>
        $"batch {plan.BatchSize}, {plan.SequenceLength} tokens, {plan.MinRounds}–{plan.MaxRounds} rounds until the 95 % interval is within "
        + $"± {Numbers.Plain(100 * plan.RelativeMargin)} %, at most {Numbers.Plain(plan.TimeLimit.TotalSeconds)} s";
}
