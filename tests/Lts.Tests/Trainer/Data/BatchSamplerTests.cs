using Lts.Hosting;
using Lts.Tests.Support;
using Lts.Trainer.Data.Batches;

namespace Lts.Tests.Trainer.Data;

public sealed class BatchSamplerTests : IDisposable
{
    private const int Length = 10;
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(11)]
    [InlineData(21)]
    [InlineData(31)]
    [InlineData(1_000)]
    [InlineData(1_003)]
    public void AnEpochTakesNoTokenTwice(int tokens)
    {
        using var split = TokenFiles.Split(_folder.FullName, Enumerable.Range(0, tokens));
        var sampler = new BatchSampler(split, Length, seed: 5);
        for (var epoch = 0L; epoch < 5; epoch++)
        {
            var seen = new HashSet<long>();
            for (var i = 0L; i < sampler.SequencesPerEpoch; i++)
            {
                Assert.All(Sequence(sampler, (epoch * sampler.SequencesPerEpoch) + i).Inputs, id => Assert.True(seen.Add(id)));
            }

            Assert.True(seen.Count >= tokens - (2 * Length) - 1);
        }
    }

    [Fact]
    public void TargetsAreTheInputsOneTokenOn()
    {
        using var split = TokenFiles.Split(_folder.FullName, Enumerable.Range(0, 500));
        var (inputs, targets) = Sequence(new BatchSampler(split, Length, seed: 1), 123);
        Assert.Equal(inputs.Select(id => id + 1), targets);
        Assert.Equal(inputs[1..], targets[..^1]);
    }

    [Fact]
    public void ASecondSamplerGoesOnInTheMiddleOfAnEpoch()
    {
        using var split = TokenFiles.Split(_folder.FullName, Enumerable.Range(0, 5_000));
        var (first, second) = (new BatchSampler(split, Length, seed: 9), new BatchSampler(split, Length, seed: 9));
        for (var i = 700L; i < 760; i++)
        {
            Assert.Equal(Sequence(first, i).Inputs, Sequence(second, i).Inputs);
        }
    }

    [Fact]
    public void EpochsAndSeedsDifferInOrderAndBorders()
    {
        using var split = TokenFiles.Split(_folder.FullName, Enumerable.Range(0, 5_000));
        var (one, other) = (new BatchSampler(split, Length, seed: 1), new BatchSampler(split, Length, seed: 2));
        var epochs = Enumerable.Range(0, 8).Select(epoch => Starts(one, epoch)).ToList();
        Assert.Equal(epochs.Count, epochs.Select(starts => string.Join(' ', starts)).Distinct().Count());
        Assert.True(epochs.Select(starts => starts[0] % Length).Distinct().Count() > 1);
        Assert.NotEqual(epochs[0], Starts(other, 0));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void ProcessesTogetherSeeWhatOneSees(int world)
    {
        using var split = TokenFiles.Split(_folder.FullName, Enumerable.Range(0, 5_000));
        var alone = new BatchSampler(split, Length, seed: 3);
        var expected = Enumerable.Range(0, 64).SelectMany(i => Sequence(alone, i).Inputs);
        var shared = Enumerable.Range(0, world)
            .SelectMany(rank => Enumerable.Range(0, 64).Where(i => i % world == rank).Select(i => (i, Sequence(new BatchSampler(split, Length, seed: 3), i).Inputs)))
            .OrderBy(pair => pair.i).SelectMany(pair => pair.Inputs);
        Assert.Equal(expected, shared);
    }

    [Fact]
    public void ATextShorterThanASequence_IsRefused()
    {
        using var split = TokenFiles.Split(_folder.FullName, Enumerable.Range(0, Length));
        var error = Assert.Throws<UserErrorException>(() => new BatchSampler(split, Length, seed: 0));
        Assert.Contains("sequence_length", error.Message, StringComparison.Ordinal);
    }

    private static List<long> Starts(BatchSampler sampler, long epoch) =>
        [.. Enumerable.Range(0, (int)sampler.SequencesPerEpoch).Select(i => sampler.Start((epoch * sampler.SequencesPerEpoch) + i))];

    private static (long[] Inputs, long[] Targets) Sequence(BatchSampler sampler, long index)
    {
        var (inputs, targets) = (new long[Length], new long[Length]);
        sampler.Fill(index, inputs, targets);
        return (inputs, targets);
    }
}
