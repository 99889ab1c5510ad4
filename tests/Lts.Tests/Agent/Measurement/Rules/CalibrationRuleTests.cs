using Lts.Agent.Measurement.Rules;

namespace Lts.Tests.Agent.Measurement.Rules;

public sealed class CalibrationRuleTests
{
    [Fact]
    public void BusyMachine_HardlyMovesTheEstimate()
    {
        var random = new Random(2);
        double[] quiet = [.. Enumerable.Range(0, 300).Select(_ => 8 + (0.2 * random.NextDouble()))];
        double[] busy = [.. quiet.Select((ms, i) => i % 100 < 70 ? ms * 1.5 : ms)];
        Assert.InRange(CalibrationRule.Estimate(busy) / CalibrationRule.Estimate(quiet), 1, 1.02);
    }
}
