using Lts.Domain.Metrics;
using Lts.Search.Pareto;

namespace Lts.Tests.Search.Pareto;

public sealed class KneeTests
{
    private static readonly Objective[] Two = [new(Metrics.LatencyMs, Direction.Minimize), new(Metrics.PeakMemoryMiB, Direction.Minimize)];

    [Fact]
    public void Knee_IsFarthestFromTheLineBetweenTheEnds() =>
        Assert.Equal(2, Knee.Of([[0, 10], [1, 7], [2, 2], [6, 1], [10, 0]], Two));

    [Fact]
    public void PointsBeyondTheLine_AwayFromTheIdeal_AreNoKnee() =>
        Assert.Equal(3, Knee.Of([[0, 10], [7, 9], [9, 7], [9.4, 0.5], [10, 0]], Two));

    [Fact]
    public void WhereNothingBends_TheFirstIsTaken()
    {
        Assert.Equal(0, Knee.Of([[5, 5]], Two));
        Assert.Equal(0, Knee.Of([[1, 2], [2, 1]], Two));
        Assert.Equal(0, Knee.Of([[5, 5], [5, 5], [5, 5]], Two));
        Assert.Equal(0, Knee.Of([[0, 3], [1, 2], [2, 1], [3, 0]], Two));
    }

    [Fact]
    public void Knee_KnowsWhichWayIsBetter() => Assert.Equal(
        1,
        Knee.Of(
            [[100, 1, 100], [800, 2, 110], [900, 5, 150], [1000, 10, 200]],
            [new(Metrics.DecoderParameters, Direction.Maximize), .. Two]));

    [Fact]
    public void Knee_IsTheSame_InOtherUnitsAndWithAConstantObjective()
    {
        var random = new Random(3);
        for (int round = 0; round < 200; round++)
        {
            double[][] points = [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => new[] { random.NextDouble(), random.NextDouble() })];
            int knee = Knee.Of(points, Two);

            Assert.InRange(knee, 0, points.Length - 1);
            Assert.Equal(knee, Knee.Of([.. points.Select(p => new[] { (p[0] * 1000) + 5, (p[1] / 64) - 3 })], Two));
            Assert.Equal(
                knee, Knee.Of([.. points.Select(p => new[] { p[0], p[1], 7.0 })], [.. Two, new(Metrics.DecoderParameters, Direction.Maximize)]));
        }
    }

    [Fact]
    public void Knee_WithTwoObjectives_IsTheNaiveTriangleOfLargestArea()
    {
        var random = new Random(5);
        for (int round = 0; round < 200; round++)
        {
            // A convex frontier from (0, 1) to (1, 0).
            double[] x = [0, .. Enumerable.Range(0, random.Next(1, 15)).Select(_ => random.NextDouble()).Order(), 1];
            double bend = 0.1 + (0.8 * random.NextDouble());
            double[][] points = [.. x.Select(v => new[] { v, Math.Pow(1 - Math.Pow(v, bend), 1 / bend) })];

            double[] areas = [.. points.Select(p => 1 - p[0] - p[1])]; // twice the area of the triangle with both ends
            Assert.Equal(areas.Max(), areas[Knee.Of(points, Two)], 9);
        }
    }
}
