using Lts.Domain.Spaces;
using Proto = Lts.Protos.V1;

namespace Lts.Coordinator.Rpc.Mapping;

/// <summary>Search spaces on the wire: a preset and what overrides it.</summary>
internal static class SearchSpaceMapping
{
    /// <summary>From the wire; not validated, but for the preset's name.</summary>
    /// <param name="message">The space; <see langword="null"/> when none was sent.</param>
    /// <param name="presetRequired">Whether a preset must be named. Given architectures need no space.</param>
    /// <param name="errors">Errors are added here.</param>
    public static SearchSpace Read(Proto.SearchSpaceSpec? message, bool presetRequired, List<string> errors)
    {
        message ??= new Proto.SearchSpaceSpec();
        var preset = SearchSpaces.All.FirstOrDefault(s => s.Name == message.Preset);
        if (preset is null && (presetRequired || message.Preset.Length > 0))
        {
            string problem = message.Preset.Length > 0 ? $"'{message.Preset}' is unknown" : "it is missing";
            errors.Add($"space.preset must be one of {string.Join(", ", SearchSpaces.All.Select(s => s.Name))}; {problem}.");
        }

        preset ??= SearchSpaces.Gpt2Paper;
        return preset with
        {
            LayerCount = Read(message.LayerCount) ?? preset.LayerCount,
            HiddenSize = Read(message.HiddenSize) ?? preset.HiddenSize,
            FeedForwardSize = Read(message.FeedForwardSize) ?? preset.FeedForwardSize,
            MinFeedForwardRatio = message.HasMinFeedForwardRatio ? message.MinFeedForwardRatio : preset.MinFeedForwardRatio,
            HeadCounts = message.HeadCounts.Count > 0 ? [.. message.HeadCounts.Order()] : preset.HeadCounts,
            PerLayer = message.HasPerLayer ? message.PerLayer : preset.PerLayer,
            VocabularySize = message.HasVocabularySize ? message.VocabularySize : preset.VocabularySize,
            MaxSequenceLength = message.HasMaxSequenceLength ? message.MaxSequenceLength : preset.MaxSequenceLength,
            MinDecoderParameters = message.HasMinDecoderParameters ? message.MinDecoderParameters : preset.MinDecoderParameters,
            MaxDecoderParameters = message.HasMaxDecoderParameters ? message.MaxDecoderParameters : preset.MaxDecoderParameters,
        };
    }

    /// <summary>To the wire, every field set.</summary>
    public static Proto.SearchSpaceSpec Write(SearchSpace space) => new()
    {
        Preset = space.Name,
        LayerCount = Write(space.LayerCount),
        HiddenSize = Write(space.HiddenSize),
        FeedForwardSize = Write(space.FeedForwardSize),
        MinFeedForwardRatio = space.MinFeedForwardRatio,
        HeadCounts = { space.HeadCounts },
        PerLayer = space.PerLayer,
        VocabularySize = space.VocabularySize,
        MaxSequenceLength = space.MaxSequenceLength,
        MinDecoderParameters = space.MinDecoderParameters,
        MaxDecoderParameters = space.MaxDecoderParameters,
    };

    private static IntRange? Read(Proto.IntRange? message) =>
        message is null ? null : new IntRange(message.Min, message.Max, message.Step == 0 ? 1 : message.Step);

    private static Proto.IntRange Write(IntRange range) => new() { Min = range.Min, Max = range.Max, Step = range.Step };
}
