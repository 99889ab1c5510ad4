using Lts.Search.Randomness;

namespace Lts.Tests.Search.Pareto;

/// <summary>Random rows to compare fast algorithms with naive ones on.</summary>
internal static class RandomCosts
{
    /// <summary>Rows with coordinates 0, 1, …, <paramref name="values"/> − 1: with few values, ties and equal rows abound.</summary>
    public static double[][] Of(long seed, int rows, int dimensions, int values)
    {
        var random = new RandomStream(seed, RandomPurpose.Sampling);
        return [.. Enumerable.Range(0, rows).Select(_ => Row())];

        double[] Row() => [.. Enumerable.Range(0, dimensions).Select(_ => (double)random.NextIndex(values))];
    }
}
