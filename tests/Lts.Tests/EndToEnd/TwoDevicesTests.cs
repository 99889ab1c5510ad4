using Lts.Protos.V1;

namespace Lts.Tests.EndToEnd;

/// <summary>One study over two different devices, from creation to the report that compares them.</summary>
public sealed class TwoDevicesTests
{
    [Fact]
    public async Task Study_TwoClasses_YieldsAFrontierEachAndAReport()
    {
        await using var laboratory = await Laboratory.StartAsync();
        await laboratory.StartAgentAsync("narrow", "--threads", "1", "--tag", "bench");
        await laboratory.StartAgentAsync("wide", "--threads", "2", "--tag", "bench");
        var study = await laboratory.Studies.CreateStudyAsync(SmallStudy.Create("pair", "tag:bench"));

        var end = await laboratory.WatchAsync(study.Id, TimeSpan.FromMinutes(4));

        Assert.Equal(StudyState.Completed, end.State);
        Assert.Equal(2, end.Targets.Count);
        Assert.All(end.Targets, t => Assert.True(t.FrontierCount > 0 && t.Hypervolume > 0));
        var html = laboratory["pair.html"];
        Assert.Equal(0, await laboratory.Lts("frontier", "pair", "--format", "html", "-o", html).WaitAsync(TimeSpan.FromMinutes(1)));
        var page = await File.ReadAllTextAsync(html);
        Assert.Contains("narrow", page, StringComparison.Ordinal);
        Assert.Contains("wide", page, StringComparison.Ordinal);
        var csv = laboratory.Lts("frontier", "pair", "--format", "csv", "--device", "wide");
        Assert.Equal(0, await csv.WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Contains(",wide,", csv.StandardOutput, StringComparison.Ordinal);
        Assert.DoesNotContain(",narrow,", csv.StandardOutput, StringComparison.Ordinal);
    }
}
