using Lts.Reports.Data;

namespace Lts.Tests.Reports;

public class RankCorrelationTests
{
    [Theory]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 10, 200, 3000, 40000 }, 1)] // the order alone counts
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { -1, -20, -21, -300 }, -1)]
    [InlineData(new double[] { 3, 1, 2 }, new double[] { 7, 7.5, 9 }, -0.5)]
    public void Spearman_WithoutTies_IsTheRanksAgreement(double[] first, double[] second, double expected) =>
        Assert.Equal(expected, RankCorrelation.Spearman([.. first.Zip(second)])!.Value, 12);

    [Fact]
    public void Spearman_WithoutTies_IsTheFormulaOfRankDifferences()
    {
        double[] first = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
        double[] second = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];

        // Rank differences squared sum to 194: 1 - 6 * 194 / (10 * 99).
        Assert.Equal(1 - (6 * 194 / 990.0), RankCorrelation.Spearman([.. first.Zip(second)])!.Value, 12);
    }

    [Fact]
    public void Spearman_EqualValues_ShareTheMeanOfTheirRanks()
    {
        // Ranks 1, 2.5, 2.5, 4 and 1, 2, 3.5, 3.5: deviations multiply to 3.75, their squares sum to 4.5 and 4.5.
        (double, double)[] pairs = [(5, 1), (6, 2), (6, 3), (7, 3)];
        Assert.Equal(3.75 / 4.5, RankCorrelation.Spearman(pairs)!.Value, 12);
    }

    [Fact]
    public void Spearman_DoesNotDependOnTheOrderOfPairs()
    {
        (double, double)[] pairs = [(1, 2), (1, 3), (2, 3), (4, 1), (4, 9), (5, 9)];
        Assert.Equal(RankCorrelation.Spearman(pairs)!.Value, RankCorrelation.Spearman([.. pairs.Reverse()])!.Value, 12);
    }

    [Fact]
    public void Spearman_OfFewerThanTwo_HasNoValue()
    {
        Assert.Null(RankCorrelation.Spearman([]));
        Assert.Null(RankCorrelation.Spearman([(1, 2)]));
    }

    [Fact]
    public void Spearman_OfAConstant_HasNoValue()
    {
        Assert.Null(RankCorrelation.Spearman([(1, 2), (2, 2), (3, 2)]));
        Assert.Null(RankCorrelation.Spearman([(2, 1), (2, 2), (2, 3)]));
    }
}
