using Lts.Domain.Spaces;
using Lts.Tests.Support;

namespace Lts.Tests.Domain;

public sealed class SearchSpaceValidatorTests
{
    [Fact]
    public void Validate_EveryPreset_IsValid() => Assert.All(SearchSpaces.All, space => Assert.Empty(SearchSpaceValidator.Validate(space)));

    [Fact]
    public void Validate_ManyErrors_ReportsAll()
    {
        var errors = SearchSpaceValidator.Validate(SearchSpaces.Gpt2Paper.Gpt2(layerCount: new IntRange(0, 3), hiddenSize: new IntRange(512, 256, 64), feedForwardSize: new IntRange(128, 256, 0), vocabularySize: 0, headCounts: []) with { MinDecoderParameters = 10, MaxDecoderParameters = 5 });

        string[] fields = ["layer_count", "hidden_size", "feed_forward_size.step", "vocabulary_size", "head_counts", "max_decoder_parameters"];
        Assert.All(fields, field => Assert.Contains(errors, e => e.Contains(field, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(7, "head_counts divide none")]
    [InlineData(2, "the space is empty")]
    public void Validate_EmptySpace_IsNamed(int heads, string expected)
    {
        var errors = SearchSpaceValidator.Validate(SearchSpaces.Gpt2Paper.Gpt2(hiddenSize: new IntRange(512, 512), feedForwardSize: new IntRange(64, 128, 64), headCounts: [heads]));

        Assert.Contains(errors, e => e.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_OnlyDivisibleHiddenSizeTooWideForTheRatio_IsEmpty()
    {
        var space = SearchSpaces.Gpt2Paper.Gpt2(hiddenSize: new IntRange(64, 96, 32), headCounts: [3], minFeedForwardRatio: 2);

        Assert.Empty(SearchSpaceValidator.Validate(space.Gpt2(feedForwardSize: new IntRange(128, 192, 64))));
        Assert.Contains("the space is empty", Assert.Single(SearchSpaceValidator.Validate(
            space.Gpt2(feedForwardSize: new IntRange(128, 191, 64)))), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_RangeFarBeyondTheLimit_IsRefusedWithoutTryingItsValues()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var errors = SearchSpaceValidator.Validate(SearchSpaces.Gpt2Paper.Gpt2(hiddenSize: new IntRange(1, int.MaxValue), headCounts: [int.MaxValue, int.MaxValue - 1, int.MaxValue - 2]));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"took {watch.Elapsed}"); // trying them takes more than half a minute
        Assert.Contains(errors, e => e.StartsWith("hidden_size", StringComparison.Ordinal));
        Assert.Contains(errors, e => e.StartsWith("head_counts", StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_EndlessHeadCounts_AreRefused() => Assert.StartsWith(
        "head_counts must name at most 256",
        Assert.Single(SearchSpaceValidator.Validate(SearchSpaces.Gpt2Paper.Gpt2(headCounts: [.. Enumerable.Range(1, 257)]))),
        StringComparison.Ordinal);
}
