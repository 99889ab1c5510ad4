using Lts.Trainer.Generation;

namespace Lts.Tests.Trainer.Generation;

public sealed class TokenChooserTests
{
    private static readonly float[] Logits = [1, 4, 2, 4, -1];

    [Fact]
    public void Greedy_TakesTheFirstOfTheLikeliest() => Assert.Equal(1, Choose(new SamplingOptions { Temperature = 0 }));

    [Fact]
    public void TopK_LeavesTheLikeliest() => Assert.Equal([1, 3], Drawn(new SamplingOptions { Temperature = 50, TopK = 2, TopP = 1 }));

    [Fact]
    public void TopP_LeavesTheFewestThatReachIt() => Assert.Equal([1, 3], Drawn(new SamplingOptions { Temperature = 1, TopP = 0.9 }));

    [Fact]
    public void HighTemperature_DrawsAll() => Assert.Equal([0, 1, 2, 3, 4], Drawn(new SamplingOptions { Temperature = 100, TopP = 1 }));

    [Fact]
    public void Draws_FollowTheProbabilities()
    {
        var chooser = new TokenChooser(new SamplingOptions { Temperature = 1, TopP = 1, Seed = 2 });
        var share = Enumerable.Range(0, 20_000).Count(_ => chooser.Choose([.. Logits], []) == 2) / 20_000.0;

        Assert.Equal(Math.Exp(2) / Logits.Sum(l => Math.Exp(l)), share, tolerance: 0.01);
    }

    [Fact]
    public void RepetitionPenalty_MakesWhatHasOccurredLessLikely()
    {
        var options = new SamplingOptions { Temperature = 0, RepetitionPenalty = 5 };

        Assert.Equal(2, new TokenChooser(options).Choose([.. Logits], [1, 3, 3, 1]));
        Assert.Equal(0, new TokenChooser(options).Choose([-1, -2], [1])); // a negative logit is multiplied
    }

    [Fact]
    public void Nonsense_IsNamedAtOnce() => Assert.Equal(
        ["--temperature", "--top-k", "--top-p", "--repetition-penalty"],
        new SamplingOptions { Temperature = -1, TopK = -1, TopP = 0, RepetitionPenalty = double.NaN }.Errors().Select(e => e.Split(' ')[0]));

    private static int Choose(SamplingOptions options) => new TokenChooser(options).Choose([.. Logits], []);

    private static IEnumerable<int> Drawn(SamplingOptions options)
    {
        var chooser = new TokenChooser(options);
        return Enumerable.Range(0, 2_000).Select(_ => chooser.Choose([.. Logits], [])).Distinct().Order();
    }
}
