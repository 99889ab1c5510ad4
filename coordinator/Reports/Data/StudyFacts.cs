using System.Collections.Immutable;
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
        facts.Add(("State", SnakeCase.Of(data.State) + (data.FailureMessage.Length > 0 ? ": " + data.FailureMessage : "")));
        facts.Add(("Id", data.StudyId));
        facts.Add(("Created", Numbers.Moment(data.CreateTime)));
        if (data.EndTime is { } end)
        {
            facts.Add(("Ended", Numbers.Moment(end)));
        }

        facts.Add(("Space", Describe(data.Problem.Space)));
        facts.Add(("Algorithm", AlgorithmSettings.Describe(data.Algorithm)));
        facts.Add(("Seed", Numbers.Plain(data.Problem.Seed)));
        facts.Add(("Objectives", string.Join(", ", data.Problem.Objectives.Select(Describe))));
        var constraints = data.Problem.Constraints;
        facts.Add(("Constraints", constraints.IsEmpty ? "none" : string.Join(", ", constraints.Select(Describe))));
        facts.Add(("Devices", data.DeviceSelectors.IsEmpty ? "every known device" : string.Join(", ", data.DeviceSelectors)));
        facts.Add(("Measurement", Describe(data.Plan)));
        return facts.ToImmutable();
    }

    private static string Describe(SearchSpace space) =>
        $"{space.Name}: layers {Describe(space.LayerCount)}, hidden size {Describe(space.HiddenSize)}, feed-forward "
        + $"{Describe(space.FeedForwardSize)}, heads {string.Join(" or ", space.HeadCounts)}, "
        + $"{(space.PerLayer ? "chosen per layer" : "one choice per model")}, "
        + $"vocabulary {Numbers.Fixed(space.VocabularySize, 0)}, sequence {Numbers.Fixed(space.MaxSequenceLength, 0)}";

    private static string Describe(IntRange range) =>
        range.Step == 1 ? $"{range.Min}–{range.Max}" : $"{range.Min}–{range.Max} in steps of {range.Step}";

    private static string Describe(Objective objective) => $"{SnakeCase.Of(objective.Direction)} {objective.Metric.Name}";

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
