using System.Globalization;
using Lts.Onnx.Weights;

namespace Lts.Tests.Onnx;

public class WeightPoolTests
{
    [Fact]
    public void Element_DependsOnSeedAndIndexAlone()
    {
        var whole = new float[1000];
        WeightPool.Fill(whole, 0, seed: 5);
        for (var first = 0; first < 40; first++)
        {
            var part = new float[61];
            WeightPool.Fill(part, first, seed: 5);
            Assert.Equal(whole[first..(first + 61)], part);
            Assert.Equal(whole[first], WeightPool.ValueAt(5, first));
        }
    }

    [Fact]
    public void Run_AcrossTheHashesPeriod_IsThatOfItsParts()
    {
        const long boundary = 1L << 32;
        var run = new float[100];
        WeightPool.Fill(run, boundary - 50, seed: 1);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => WeightPool.ValueAt(1, boundary - 50 + i)), run);
        Assert.NotEqual(WeightPool.ValueAt(1, 3), WeightPool.ValueAt(1, boundary + 3));
    }

    [Fact]
    public void Values_LookNormal_AndHaveNoDenormals()
    {
        var values = new float[1 << 20];
        WeightPool.Fill(values, 12_345, seed: 77);
        var mean = values.Average(x => (double)x);
        var deviation = Math.Sqrt(values.Average(x => (double)x * x));
        var withinOne = values.Count(x => Math.Abs(x) < WeightPool.StandardDeviation) / (double)values.Length;
        Assert.InRange(mean, -1e-4, 1e-4);
        Assert.InRange(deviation, 0.0199, 0.0201);
        Assert.InRange(withinOne, 0.66, 0.69); // 0.683 for a normal distribution, 0.672 for this one
        Assert.DoesNotContain(values, float.IsSubnormal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(1024)]
    public void Neighbours_AndSeeds_AreUnrelated(int lag)
    {
        var values = new float[1 << 18];
        var others = new float[1 << 18];
        WeightPool.Fill(values, 0, seed: 1);
        WeightPool.Fill(others, 0, seed: 2);
        Assert.InRange(Correlation(values.AsSpan(lag), values), -0.01, 0.01);
        Assert.InRange(Correlation(values.AsSpan(lag), others), -0.01, 0.01);
        Assert.InRange(Correlation(values, others), -0.01, 0.01);
    }

    [Fact]
    public void Values_ArePinned_SoThatPoolsOfAllDevicesAgree() =>
        Assert.Equal(
            ["0.03252617", "-0.001133804", "0.018126065", "0.01893109"],
            Enumerable.Range(0, 4).Select(i => WeightPool.ValueAt(1, i * 1_000_003L).ToString(CultureInfo.InvariantCulture)));

    private static double Correlation(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += (double)a[i] * b[i];
        }

        return sum / a.Length / (WeightPool.StandardDeviation * WeightPool.StandardDeviation);
    }
}
