using Lts.Domain.Measurements;
using Lts.Reports.Data;

namespace Lts.Tests.Reports;

public class HypervolumeHistoryTests
{
    [Fact]
    public void History_NeverFalls_AndEndsWithTheLastCandidate()
    {
        var data = DemoStudy.Create(generations: 3, populationSize: 15);
        var target = data.Targets[0];
        var history = HypervolumeHistory.Of(data.Problem, target);

        Assert.True(history.Length > 2);
        Assert.All(history.Zip(history.Skip(1)), pair =>
        {
            Assert.True(pair.Second.Hypervolume >= pair.First.Hypervolume);
            Assert.True(pair.Second.SettledCount > pair.First.SettledCount);
        });
        Assert.Equal(target.Candidates.Length, history[^1].SettledCount);
        Assert.Equal(target.Hypervolume, history[^1].Hypervolume);
    }

    [Fact]
    public void History_IsEmpty_WhileTheFirstGenerationIsIncomplete()
    {
        var data = SampleReport.Create();
        Assert.Contains(data.Targets[0].Candidates, c => c.Outcome is null);
        Assert.Empty(HypervolumeHistory.Of(data.Problem, data.Targets[0]));
    }

    [Fact]
    public void History_StartsWithTheFirstGeneration_WhateverFailedInIt()
    {
        var data = SampleReport.Create();
        var failed = new MeasurementFailure { Kind = FailureKind.Crashed, Message = "died" };
        var candidates = data.Targets[0].Candidates.Select(c => c.Outcome is null ? c with { Outcome = failed } : c);
        var target = data.Targets[0] with { Candidates = [.. candidates] };
        var point = Assert.Single(HypervolumeHistory.Of(data.Problem, target));
        Assert.Equal(3, point.SettledCount);
        Assert.True(point.Hypervolume > 0);
    }
}
