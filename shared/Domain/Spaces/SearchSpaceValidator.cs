using Lts.Domain.Architectures;

namespace Lts.Domain.Spaces;

/// <summary>Says what is wrong with a search space, by the field names of study files.</summary>
public static class SearchSpaceValidator
{
    private const int MaxHeadChoices = 256;

    /// <summary>
    /// Every error; empty for a space with a candidate by its ranges, its head counts and its feed-forward ratio. Whether any has a number of
    /// decoder parameters within the limits is not looked at.
    /// </summary>
    public static IReadOnlyList<string> Validate(SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        var errors = new List<string>();
        CheckRange(errors, "layer_count", space.LayerCount, ArchitectureLimits.Layers);
        CheckRange(errors, "hidden_size", space.HiddenSize, ArchitectureLimits.HiddenSize);
        CheckRange(errors, "feed_forward_size", space.FeedForwardSize, ArchitectureLimits.FeedForwardSize);
        CheckNumber(errors, "vocabulary_size", space.VocabularySize, ArchitectureLimits.VocabularySize);
        CheckNumber(errors, "max_sequence_length", space.MaxSequenceLength, ArchitectureLimits.SequenceLength);
        CheckDecoderParameters(errors, space);
        if (!double.IsFinite(space.MinFeedForwardRatio) || space.MinFeedForwardRatio < 0)
        {
            errors.Add("min_feed_forward_ratio must be a number of at least 0 (0 means no rule).");
        }

        CheckHeads(errors, space);
        if (errors.Count == 0)
        {
            CheckNotEmpty(errors, space);
        }

        return errors;
    }

    private static void CheckHeads(List<string> errors, SearchSpace space)
    {
        if (space.HeadCounts.IsDefaultOrEmpty)
        {
            errors.Add("head_counts must name at least one number of heads.");
        }
        else if (space.HeadCounts.Length > MaxHeadChoices)
        {
            errors.Add($"head_counts must name at most {MaxHeadChoices} numbers of heads, not {space.HeadCounts.Length}.");
        }
        else if (space.HeadCounts.Any(h => h is < 1 or > ArchitectureLimits.HiddenSize)
            || space.HeadCounts.Distinct().Count() != space.HeadCounts.Length)
        {
            errors.Add($"head_counts must be different whole numbers from 1 to {ArchitectureLimits.HiddenSize}.");
        }
    }

    /// <summary>Only for ranges within their limits: it tries every hidden size.</summary>
    private static void CheckNotEmpty(List<string> errors, SearchSpace space)
    {
        var divisible = Enumerable.Range(0, space.HiddenSize.Count)
            .Select(i => space.HiddenSize[i])
            .FirstOrDefault(size => space.HeadCounts.Any(h => size % h == 0));
        var widest = space.FeedForwardSize[space.FeedForwardSize.Count - 1];
        if (divisible == 0)
        {
            errors.Add("head_counts divide none of the hidden_size values: the space is empty.");
        }
        else if (widest < space.MinFeedForwardRatio * divisible)
        {
            errors.Add(
                $"feed_forward_size reaches {widest}, less than min_feed_forward_ratio {space.MinFeedForwardRatio} times {divisible}, "
                + "the smallest hidden_size that head_counts divide: the space is empty.");
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

    private static void CheckRange(List<string> errors, string field, IntRange range, int max)
    {
        if (range.Step < 1)
        {
            errors.Add($"{field}.step must be at least 1, not {range.Step}.");
        }

        if (range.Min < 1 || range.Max > max)
        {
            errors.Add($"{field} must lie from 1 to {max}; it is {range.Min} to {range.Max}.");
        }

        if (range.Max < range.Min)
        {
            errors.Add($"{field}.max {range.Max} is less than {field}.min {range.Min}.");
        }
    }

    private static void CheckNumber(List<string> errors, string field, int value, int max)
    {
        if (value < 1 || value > max)
        {
            errors.Add($"{field} must be from 1 to {max}, not {value}.");
        }
    }
}
