using Lts.Domain.Architectures;
using Lts.Domain.Families;

namespace Lts.Tests.Onnx;

/// <summary>Small heterogeneous architectures: every layer has heads and a feed-forward size of its own.</summary>
internal static class RandomArchitectures
{
    public static Architecture Next(Random random)
    {
        int[] headCounts = [1, 2, 4, 8];
        var layers = Enumerable.Range(0, random.Next(1, 5))
            .Select(_ => new Gpt2Layer(random.Next(3, 70), headCounts[random.Next(headCounts.Length)]));
        return new Gpt2Shape
        {
            HiddenSize = 8 * random.Next(1, 9),
            Layers = [.. layers],
            VocabularySize = random.Next(5, 200),
            MaxSequenceLength = random.Next(4, 24),
        };
    }

    public static long[] Tokens(Random random, Architecture architecture, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (long)random.Next(architecture.VocabularySize))];

    /// <summary>The deepest architecture of the paper's space, the one with the largest graph.</summary>
    public static Architecture DeepestOfPaper { get; } = new Gpt2Shape
    {
        HiddenSize = 960,
        Layers = [.. Enumerable.Range(0, 15).Select(i => new Gpt2Layer(4032 - (64 * i), 2 << (i % 3)))],
        MaxSequenceLength = 192,
    };
}
