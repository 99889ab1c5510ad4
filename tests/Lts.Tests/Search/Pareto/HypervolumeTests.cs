using System.Numerics;
using Lts.Search.Pareto;

namespace Lts.Tests.Search.Pareto;

public sealed class HypervolumeTests
{
    [Fact]
    public void KnownValues()
    {
        Assert.Equal(7, Hypervolume.Of([[3], [5]], [10]));
        Assert.Equal(12, Hypervolume.Of([[1, 1]], [4, 5]));
        Assert.Equal(6, Hypervolume.Of([[1, 3], [2, 2], [3, 1]], [4, 4]));
        Assert.Equal(24, Hypervolume.Of([[2, 3, 4]], [4, 6, 8]));

        // Two boxes of 2 × 1 × 1 and 1 × 2 × 1 share a cube.
        Assert.Equal(3, Hypervolume.Of([[0, 1, 1], [1, 0, 1]], [2, 2, 2]));
    }

    [Fact]
    public void Plane_LinearFrontOfManyPoints_NearsTheTriangle()
    {
        const int Count = 1_000;
        double[][] line = [.. Enumerable.Range(0, Count + 1).Select(i => new[] { i / (double)Count, 1 - (i / (double)Count) })];

        // n steps below the line x + y = 1 leave n triangles of 1/2n² uncovered.
        Assert.Equal(0.5 - (0.5 / Count), Hypervolume.Of(line, [1, 1]), tolerance: 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Volume_IsThatOfInclusionAndExclusion(int dimensions)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            double[][] costs = RandomCosts.Of(seed, rows: 1 + (seed % 11), dimensions, values: seed % 2 == 0 ? 6 : 1_000);
            double[] reference = [.. Enumerable.Repeat(seed % 2 == 0 ? 5.0 : 900.0, dimensions)];
            double expected = InclusionExclusion(costs, reference);

            Assert.Equal(expected, Hypervolume.Of(costs, reference), tolerance: 1e-12 * Math.Max(1, expected));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Volume_IsThatOfCountedCells(int dimensions)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            double[][] costs = RandomCosts.Of(seed, rows: 100, dimensions, values: 8);
            double[] reference = [.. Enumerable.Repeat(8.0, dimensions)];

            Assert.Equal(CountCells(costs, dimensions, side: 8), Hypervolume.Of(costs, reference));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Added_IsTheDifferenceThatARowMakes(int dimensions)
    {
        double[] reference = [.. Enumerable.Repeat(950.0, dimensions)];
        for (int seed = 0; seed < 20; seed++)
        {
            double[][] costs = RandomCosts.Of(seed, rows: 60, dimensions, values: 1_000);
            double[][] others = costs[1..];
            double expected = Hypervolume.Of([costs[0], .. others], reference) - Hypervolume.Of(others, reference);

            Assert.Equal(expected, Hypervolume.Added(costs[0], others, reference), tolerance: 1e-9 * Hypervolume.Of(others, reference));
        }
    }

    [Fact]
    public void DominatedEqualAndOutlyingPoints_ChangeNothing()
    {
        double[][] front = [[1, 3, 2], [2, 2, 1]];
        double[][] noise = [[2, 3, 2], [1, 3, 2], [4, 0, 0], [0, 0, 9], [5, 5, 5]];

        Assert.Equal(Hypervolume.Of(front, [4, 4, 4]), Hypervolume.Of([.. noise, .. front], [4, 4, 4]));
        Assert.Equal(0, Hypervolume.Of(noise[2..], [4, 4, 4]));
        Assert.Equal(0, Hypervolume.Of([], [4, 4, 4]));
    }

    [Fact]
    public void NaNRaggedRowsAndBadReferences_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => Hypervolume.Of([[1, double.NaN]], [2, 2]));
        Assert.Throws<ArgumentException>(() => Hypervolume.Of([[1, 2, 3]], [2, 2]));
        Assert.Throws<ArgumentException>(() => Hypervolume.Of([], [2, double.PositiveInfinity]));
        Assert.Throws<ArgumentException>(() => Hypervolume.Of([], []));
    }

    /// <summary>Adds the boxes of all odd subsets and subtracts those of all even ones.</summary>
    private static double InclusionExclusion(double[][] costs, double[] reference)
    {
        double volume = 0;
        for (uint subset = 1; subset < 1u << costs.Length; subset++)
        {
            var members = costs.Where((_, i) => (subset & (1u << i)) != 0).ToList();
            double box = Enumerable.Range(0, reference.Length)
                .Select(d => Math.Max(0, reference[d] - members.Max(row => row[d])))
                .Aggregate(1.0, (a, b) => a * b);
            volume += BitOperations.PopCount(subset) % 2 == 1 ? box : -box;
        }

        return volume;
    }

    /// <summary>Counts the unit cells of a cube that some row dominates.</summary>
    private static int CountCells(double[][] costs, int dimensions, int side) =>
        Enumerable.Range(0, (int)Math.Pow(side, dimensions)).Count(cell => costs.Any(row =>
            Enumerable.Range(0, dimensions).All(d => row[d] <= cell / (int)Math.Pow(side, d) % side)));
}
