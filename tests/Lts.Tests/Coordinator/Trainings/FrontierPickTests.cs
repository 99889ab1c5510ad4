using Lts.Coordinator.Trainings;
using Lts.Domain;
using Lts.Domain.Candidates;
using Lts.Tests.Support;

namespace Lts.Tests.Coordinator.Trainings;

public sealed class FrontierPickTests
{
    /// <summary>By latency: larger is slower. The last is not on the frontier.</summary>
    private static readonly Candidate[] Measured =
    [
        TrainingSamples.Candidate(3, feedForward: 64, latencyMs: 1, memoryMib: 100),
        TrainingSamples.Candidate(1, feedForward: 800, latencyMs: 2, memoryMib: 110),
        TrainingSamples.Candidate(0, feedForward: 900, latencyMs: 5, memoryMib: 150),
        TrainingSamples.Candidate(2, feedForward: 1000, latencyMs: 10, memoryMib: 200),
        TrainingSamples.Candidate(4, feedForward: 32, latencyMs: 12, memoryMib: 250, onFrontier: false),
    ];

    [Theory]
    [InlineData("knee", 800)]
    [InlineData("rank:1", 64)]
    [InlineData("rank:4", 1000)]
    [InlineData("rank:5")]
    [InlineData("under:latency=5ms", 900)]
    [InlineData("under:latency=5", 900)]
    [InlineData("under:latency=4.999ms", 800)]
    [InlineData("under:latency=0.005s", 900)]
    [InlineData("under:latency=999us")]
    [InlineData("under:memory=120MiB", 800)]
    [InlineData("under:memory=0.5GiB", 1000)]
    [InlineData("under:latency_ms=2", 800)]
    [InlineData("under:peak_memory_mib=100", 64)]
    [InlineData("under:decoder_parameters=1", null)]
    [InlineData("frontier", 64, 800, 900, 1000)]
    public void Pick_ChoosesOfTheFrontier(string pick, params int?[]? feedForward) => Assert.Equal(
        (feedForward ?? []).OfType<int>(),
        FrontierPick.Parse(pick).Choose(TrainingSamples.Problem(), Measured).Select(c => c.Architecture.Layers[0].FeedForwardSize));

    [Fact]
    public void Id_NamesAnyMeasuredOne_ByItsBeginning()
    {
        foreach (var candidate in Measured)
        {
            var id = candidate.Architecture.Id;
            Assert.Equal(candidate, Assert.Single(FrontierPick.Parse("id:" + id).Choose(TrainingSamples.Problem(), Measured)));
            Assert.Equal(candidate, Assert.Single(FrontierPick.Parse("id:" + id[..14]).Choose(TrainingSamples.Problem(), Measured)));
        }

        Assert.Empty(FrontierPick.Parse("id:gpt2_none").Choose(TrainingSamples.Problem(), Measured));
        var e = Assert.Throws<ValidationException>(() => FrontierPick.Parse("id:gpt2_").Choose(TrainingSamples.Problem(), Measured));
        Assert.Contains("5 architectures", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Knee")]
    [InlineData("knee:1")]
    [InlineData("rank")]
    [InlineData("rank:0")]
    [InlineData("rank:-1")]
    [InlineData("rank:1.5")]
    [InlineData("rank:99999999999")]
    [InlineData("under:")]
    [InlineData("under:latency")]
    [InlineData("under:latency=")]
    [InlineData("under:latency=fast")]
    [InlineData("under:latency=5MiB")]
    [InlineData("under:latency=-5ms")]
    [InlineData("under:memory=5ms")]
    [InlineData("under:perplexity=20")]
    [InlineData("id:")]
    public void WhatIsNoPick_IsToldHowToWriteOne(string pick)
    {
        var e = Assert.Throws<ValidationException>(() => FrontierPick.Parse(pick));

        Assert.Contains($"'{pick}' is not valid; choose {FrontierPick.Forms}", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("knee")]
    [InlineData("rank:1")]
    [InlineData("under:latency=1s")]
    [InlineData("frontier")]
    public void EmptyFrontier_HasNothing(string pick) => Assert.Empty(FrontierPick.Parse(pick).Choose(TrainingSamples.Problem(), [Measured[^1]]));

    [Fact]
    public void EveryPick_OfRandomFrontiers_IsOfThatFrontier()
    {
        var random = new Random(11);
        var problem = TrainingSamples.Problem();
        for (int round = 0; round < 200; round++)
        {
            var measured = Enumerable.Range(0, random.Next(1, 12))
                .Select(i => TrainingSamples.Candidate(
                    i, 32 + (16 * random.Next(60)), 1 + (random.NextDouble() * 50), 50 + (random.NextDouble() * 100), random.Next(3) > 0))
                .OrderBy(c => c.Measurement!.Latency.LatencyMs)
                .ToList();
            var frontier = measured.Where(c => c.IsOnFrontier).ToList();
            double limit = 1 + (random.NextDouble() * 50);

            Assert.Equal(Math.Min(1, frontier.Count), FrontierPick.Parse("knee").Choose(problem, measured).Count(frontier.Contains));
            Assert.Equal(frontier, FrontierPick.Parse("frontier").Choose(problem, measured));
            var fit = frontier.Where(c => c.Measurement!.Latency.LatencyMs <= limit).ToList();
            var chosen = FrontierPick.Parse(FormattableString.Invariant($"under:latency={limit:R}ms")).Choose(problem, measured);
            Assert.Equal(fit.Count > 0 ? 1 : 0, chosen.Count);
            Assert.All(chosen, c => Assert.Equal(fit.Max(f => f.Architecture.Parameters.Decoder), c.Architecture.Parameters.Decoder));
            Assert.Equal(
                frontier.Select(c => c.Key),
                Enumerable.Range(1, 15).SelectMany(n => FrontierPick.Parse($"rank:{n}").Choose(problem, measured)).Select(c => c.Key));
        }
    }
}
