using Lts.Domain.Trainings;
using Lts.Trainer.Training.Configuration;
using Lts.Trainer.Training.Rules;

namespace Lts.Tests.Trainer.Training;

public sealed class RulesTests
{
    private static readonly TrainingSettings Settings = Presets.Get("small-cpu").Training;

    [Fact]
    public void LearningRate_RisesLinearlyThenFallsAsACosine()
    {
        Assert.Equal(Settings.LearningRate / 100, LearningRateSchedule.At(Settings, 1), 1e-15);
        Assert.Equal(Settings.LearningRate, LearningRateSchedule.At(Settings, 100), 1e-15);
        Assert.Equal((Settings.LearningRate + Settings.MinLearningRate) / 2, LearningRateSchedule.At(Settings, 1050), 1e-15);
        Assert.Equal(Settings.MinLearningRate, LearningRateSchedule.At(Settings, 2000), 1e-15);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(0, 2)]
    public void LearningRate_OfTheShortestRunsIsFinite(int warmup, int steps)
    {
        var settings = Settings with { WarmupSteps = warmup, Steps = steps };

        Assert.All(Enumerable.Range(1, steps), step => Assert.InRange(LearningRateSchedule.At(settings, step), 0, settings.LearningRate));
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(3, double.NaN)]
    public void Divergence_IsSeenAtOnceInWhatIsNoNumber(double loss, double norm) =>
        Assert.NotNull(DivergenceRule.Judge(new DivergenceState(5), loss, norm, 1000).Problem);

    [Fact]
    public void Divergence_NeedsALossThatStaysHigh()
    {
        var state = new DivergenceState();
        var problems = new List<string?>();
        foreach (var loss in Enumerable.Repeat(11.0, DivergenceRule.LongestPatience - 1).Prepend(5.0).Append(9.0).Concat(Enumerable.Repeat(11.0, 20)))
        {
            (state, var problem) = DivergenceRule.Judge(state, loss, 1, 1000);
            problems.Add(problem);
        }

        Assert.All(problems.SkipLast(1), Assert.Null);
        Assert.NotNull(problems[^1]);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(15, 1)]
    [InlineData(40, 4)]
    [InlineData(200, 20)]
    [InlineData(30_000, 20)]
    public void Divergence_OfAShortRun_IsSeenBeforeItsEnd(int steps, int patience)
    {
        var state = new DivergenceState(FirstLoss: 5);
        for (var high = 1; high <= patience; high++)
        {
            (state, var problem) = DivergenceRule.Judge(state, 400, 1, steps);
            Assert.Equal(high == patience, problem is not null);
        }
    }

    [Fact]
    public void Duties_OfTheLastStepAreAll()
    {
        var settings = Settings with { Steps = 7, LogIntervalSteps = 2, EvaluationIntervalSteps = 3, CheckpointIntervalSteps = 5 };

        Assert.Equal(
            [(false, false, false), (true, false, false), (true, true, false), (true, false, false), (false, false, true), (true, true, false), (true, true, true)],
            Enumerable.Range(1, 7).Select(step => StepDuties.Of(settings, step)).Select(d => (d.Log, d.Evaluate, d.Save)));
    }

    [Theory]
    [InlineData(1, 50257)]
    [InlineData(2048, 4096)]
    [InlineData(65536, 50257)]
    [InlineData(1000, 10_000_000)]
    public void HeadChunks_CoverAllPositionsEvenly(int positions, int vocabulary)
    {
        var chunk = HeadChunks.Positions(positions, vocabulary);
        var chunks = (positions + chunk - 1) / chunk;

        Assert.InRange(chunk, 1, positions);
        Assert.True(chunk <= 128 || (long)chunk * vocabulary * 4 <= 64 << 20);
        Assert.True(positions - ((chunks - 1) * chunk) > 0);
    }

    [Fact]
    public void Perplexity_AgreesAcrossTokenizations()
    {
        // Two tokenizations of one text that cost the same nats in all.
        Assert.Equal(LossUnits.WordPerplexity(3, 200, 100), LossUnits.WordPerplexity(2, 300, 100), 1e-9);
        Assert.Equal(8, LossUnits.BitsPerByte(Math.Log(256), 10, 10), 1e-9);
    }
}
