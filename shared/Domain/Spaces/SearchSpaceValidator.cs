using Lts.Domain.Families;

namespace Lts.Domain.Spaces;

/// <summary>Says what is wrong with a search space, by the field names of study files.</summary>
public static class SearchSpaceValidator
{
    private const int LongestList = 256;

    /// <summary>
    /// Every error; empty for a space whose choices are legal and whose rules leave every dimension a value. Whether any candidate has a number
    /// of decoder parameters within the limits is not looked at, and neither is every combination of dimensions that limit the same one.
    /// </summary>
    public static IReadOnlyList<string> Validate(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        var errors = new List<string>();
        foreach (var dimension in space.Dimensions)
        {
            CheckChoices(errors, dimension);
        }

        CheckDecoderParameters(errors, space);
        foreach (var ratio in space.Ratios)
        {
            if (!double.IsFinite(ratio.Min) || ratio.Min < 0)
            {
                errors.Add($"{ratio.Name} must be a number of at least 0 (0 means no rule).");
            }
        }

        if (errors.Count == 0)
        {
            CheckNotEmpty(errors, space);
        }

        return errors;
    }

    private static void CheckChoices(List<string> errors, DimensionSpace space)
    {
        var (dimension, field) = (space.Dimension, space.Dimension.SpaceField);
        if (space.Choices.Range is { } range)
        {
            CheckRange(errors, dimension, range);
            return;
        }

        var list = space.Choices.List!.Value;
        if (list.IsEmpty)
        {
            errors.Add($"{field} must name at least one value.");
        }
        else if (list.Length > LongestList)
        {
            errors.Add($"{field} must name at most {LongestList} values, not {list.Length}.");
        }
        else if (list.Length == 1 && !dimension.Allows(list[0]))
        {
            errors.Add($"{field} must be {Legal(dimension)}, not {dimension.Text(list[0])}.");
        }
        else if (!list.All(dimension.Allows) || list.Distinct().Count() != list.Length)
        {
            errors.Add($"{field} must be different values, each {Legal(dimension)}.");
        }
    }

    private static string Legal(Dimension dimension) =>
        dimension.Choices.IsEmpty ? $"from {dimension.Minimum} to {dimension.Maximum}" : dimension.Requirement;

    private static void CheckRange(List<string> errors, Dimension dimension, IntRange range)
    {
        var field = dimension.SpaceField;
        var (minimum, maximum) = dimension.Bounds;
        if (range.Step < 1)
        {
            errors.Add($"{field}.step must be at least 1, not {range.Step}.");
        }

        if (range.Min < minimum || range.Max > maximum)
        {
            errors.Add($"{field} must lie from {minimum} to {maximum}; it is {range.Min} to {range.Max}.");
        }

        if (range.Max < range.Min)
        {
            errors.Add($"{field}.max {range.Max} is less than {field}.min {range.Min}.");
        }
    }

    /// <summary>Only for choices within their limits: it tries every value that limits others.</summary>
    private static void CheckNotEmpty(List<string> errors, SearchSpace space)
    {
        foreach (var rules in space.Rules.GroupBy(r => r.Given.Name))
        {
            var given = space[rules.First().Given].Choices;
            var left = Enumerable.Range(0, given.Count).Select(i => given[i]).ToList();
            foreach (var rule in rules)
            {
                int smallest = left.Min();
                left.RemoveAll(value => rule.Narrow(space[rule.Subject].Choices, value).Count == 0);
                if (left.Count == 0)
                {
                    errors.Add(rule.EmptySpace(space[rule.Subject].Choices, smallest));
                    break;
                }
            }
        }

        if (errors.Count == 0 && new ViableChoices(space).Conflict is { IsEmpty: false } conflict)
        {
            errors.Add($"these rules cannot hold together: {string.Join("; ", conflict.Select(rule => rule.Statement))}: the space is empty.");
        }
    }

    private static void CheckDecoderParameters(List<string> errors, SearchSpace space)
    {
        if (space.MinDecoderParameters < 0)
        {
            errors.Add($"min_decoder_parameters must be at least 0, not {space.MinDecoderParameters}.");
        }

        if (space.MaxDecoderParameters < space.MinDecoderParameters)
        {
            errors.Add($"max_decoder_parameters {space.MaxDecoderParameters} is less than min_decoder_parameters {space.MinDecoderParameters}.");
        }
    }
}
