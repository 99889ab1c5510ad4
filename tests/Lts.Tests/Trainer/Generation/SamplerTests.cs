using Lts.Hosting;
using Lts.Trainer.Generation.Sampling;
using Lts.Trainer.Inference;

namespace Lts.Tests.Trainer.Generation;

public class SamplerTests
{
    private static readonly float[] Logits = [1, 3, -2, 2.5f, 3, 0];

    [Fact]
    public void Greedy_TakesTheFirstOfTheLargest() => Assert.Equal(1, Next(SamplingSettings.Greedy));

    [Fact]
    public void Frequencies_AreThoseOfTheSoftmax()
    {
        foreach (var (settings, kept) in ((SamplingSettings, int[])[])
        [
            (new() { Temperature = 1, TopP = 1 }, [0, 1, 2, 3, 4, 5]),
            (new() { Temperature = 0.5, TopP = 1 }, [0, 1, 2, 3, 4, 5]),
            (new() { Temperature = 1, TopK = 3, TopP = 1 }, [1, 3, 4]),
            (new() { Temperature = 1, TopP = 0.7 }, [1, 4]), // 0.36 + 0.36 of the probability
            (new() { Temperature = 1, TopP = 0.8 }, [1, 3, 4]),
            (new() { Temperature = 1, TopP = 1e-9 }, [1]),
            (new() { Temperature = 1, TopK = 3, TopP = 0.7 }, [1, 4]), // of what is left of the three
            (new() { Temperature = 2, TopK = 1 }, [1]),
        ])
        {
            const int draws = 20_000;
            var counts = new int[Logits.Length];
            var sampler = new Sampler(settings with { Seed = 11 }, 0, Logits.Length, []);
            for (var i = 0; i < draws; i++)
            {
                counts[sampler.Next(Logits)]++;
            }

            var weights = Logits.Select((logit, id) => kept.Contains(id) ? Math.Exp(logit / settings.Temperature) : 0).ToArray();
            for (var id = 0; id < Logits.Length; id++)
            {
                var expected = weights[id] / weights.Sum();
                Assert.InRange(counts[id] / (double)draws, expected - 0.015, expected + 0.015);
                Assert.True(kept.Contains(id) || counts[id] == 0);
            }
        }
    }

    [Fact]
    public void RepetitionPenalty_MakesWhatOccurredUnlikelier()
    {
        var sampler = new Sampler(SamplingSettings.Greedy with { RepetitionPenalty = 1.5 }, 0, Logits.Length, [1]);
        Assert.Equal([4, 3, 1], [sampler.Next(Logits), sampler.Next(Logits), sampler.Next(Logits)]); // 3, then 2.5, then 2, 2 and 1.67
        var negative = new Sampler(SamplingSettings.Greedy with { RepetitionPenalty = 2 }, 0, 2, [0]);
        Assert.Equal(1, negative.Next([-1f, -1.5f]));
    }

    [Fact]
    public void LargeVocabulary_IsCutAsIfItWereSorted()
    {
        var random = new Random(2);
        var logits = Enumerable.Range(0, 5000).Select(_ => (float)Math.Round(random.NextDouble() * 8, 1)).ToArray(); // many equal ones
        foreach (var count in (int[])[1, 7, 300, 5000])
        {
            int[] sorted = [.. Enumerable.Range(0, logits.Length).OrderByDescending(id => logits[id]).ThenBy(id => id).Take(count)];
            Assert.Equal(sorted, TopCandidates.Find(logits, count));
        }
    }

    [Fact]
    public void LogitsThatAreNoNumbers_AreRefused()
    {
        foreach (var settings in (SamplingSettings[])[SamplingSettings.Greedy, new() { Temperature = 1, TopP = 1 }, new() { Temperature = 1, TopP = 0.5 }])
        {
            var logits = Enumerable.Repeat(1f, 100).ToArray();
            logits[37] = float.NaN;
            Assert.Throws<UserErrorException>(() => new Sampler(settings, 0, 100, []).Next(logits));
        }
    }

    [Fact]
    public void LogSumExp_IsThatOfDoublePrecision()
    {
        var random = new Random(6);
        foreach (var count in (int[])[1, 7, 16, 50_257])
        {
            var logits = Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 40) - 20)).ToArray();
            var max = logits.Max();
            Assert.Equal(max + Math.Log(logits.Sum(logit => Math.Exp((double)logit - max))), LogitRow.LogSumExp(logits), 6);
            Assert.Equal(Array.IndexOf(logits, max), LogitRow.IndexOfMax(logits));
        }
    }

    private static int Next(SamplingSettings settings) => new Sampler(settings, 0, Logits.Length, []).Next(Logits);
}
