using System.Diagnostics;
using Lts.Protos.V1;
using Lts.Tests.Support;

namespace Lts.Tests.EndToEnd;

/// <summary>kill -9 of every program in the middle of a study: it goes on, and nothing is measured twice without need.</summary>
public sealed class RestartTests
{
    private static readonly TimeSpan StudyLimit = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Coordinator_Killed_StudyGoesOnAndNothingIsMeasuredTwice()
    {
        await using var laboratory = await Laboratory.StartAsync();
        await laboratory.StartAgentAsync("one");
        var study = await laboratory.Studies.CreateStudyAsync(SmallStudy.Create("restart"));
        await laboratory.MeasuredAsync(study.Id, 5);
        var before = await laboratory.CandidatesAsync(study.Id);

        await laboratory.Coordinator.KillAsync();
        await laboratory.StartCoordinatorAsync();
        var end = await laboratory.WatchAsync(study.Id, StudyLimit);

        Assert.Equal(StudyState.Completed, end.State);
        var after = await laboratory.CandidatesAsync(study.Id);
        Assert.All(before.Where(c => c.State == CandidateState.Measured), old =>
        {
            var same = Assert.Single(after, c => c.Id == old.Id);
            Assert.Equal(old.Measurement.Latency.LatencyMs, same.Measurement.Latency.LatencyMs);
        });
        Assert.All(after, c => Assert.Equal(1, c.AttemptCount)); // the agent kept what it held
    }

    [Fact]
    public async Task Agent_Killed_StudyGoesOnWithOnlyWhatItHeldMeasuredAgain()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var agent = await laboratory.StartAgentAsync("one");
        var study = await laboratory.Studies.CreateStudyAsync(SmallStudy.Create("agent-restart"));
        await laboratory.MeasuredAsync(study.Id, 5);

        await agent.KillAsync();
        await laboratory.StartAgentAsync("one");
        var end = await laboratory.WatchAsync(study.Id, StudyLimit);

        Assert.Equal(StudyState.Completed, end.State);
        var candidates = await laboratory.CandidatesAsync(study.Id);
        Assert.DoesNotContain(candidates, c => c.State == CandidateState.Failed);
        Assert.InRange(candidates.Sum(c => c.AttemptCount) - candidates.Count, 0, 2); // one running and one prefetched
    }

    [Fact]
    public async Task Agent_Gone_ItsCandidatesGoToAnEqualDevice()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var first = await laboratory.StartAgentAsync("first");
        await laboratory.StartAgentAsync("second");
        var study = await laboratory.Studies.CreateStudyAsync(SmallStudy.Create("hand-over"));
        Assert.Single(study.Targets); // equal devices share a queue
        await laboratory.MeasuredAsync(study.Id, 3);

        await first.KillAsync();
        var end = await laboratory.WatchAsync(study.Id, StudyLimit);

        Assert.Equal(StudyState.Completed, end.State);
        var candidates = await laboratory.CandidatesAsync(study.Id);
        Assert.All(candidates, c => Assert.Equal(CandidateState.Measured, c.State));
        Assert.Equal(["first", "second"], candidates.Select(c => c.DeviceName).Distinct().Order());
    }

    [LinuxFact]
    public async Task MeasuringProcess_Killed_CandidateIsMeasuredAgain()
    {
        await using var laboratory = await Laboratory.StartAsync();
        var agent = await laboratory.StartAgentAsync("one");
        var study = await laboratory.Studies.CreateStudyAsync(SmallStudy.Create("child"));
        await laboratory.MeasuredAsync(study.Id, 2);

        int killed = 0;
        while (killed < 2)
        {
            killed += ChildrenOf(agent.Id).Count(Kill);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        var end = await laboratory.WatchAsync(study.Id, StudyLimit);

        Assert.Equal(StudyState.Completed, end.State);
        var candidates = await laboratory.CandidatesAsync(study.Id);
        Assert.All(candidates, c => Assert.Equal(CandidateState.Measured, c.State));
        Assert.InRange(candidates.Sum(c => c.AttemptCount) - candidates.Count, 1, killed); // one that had answered costs nothing
    }

    private static IEnumerable<int> ChildrenOf(int process) =>
        Directory.EnumerateDirectories($"/proc/{process}/task")
            .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(int.Parse);

    private static bool Kill(int process)
    {
        try
        {
            using var child = Process.GetProcessById(process);
            child.Kill();
            return true;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return false; // it has ended by itself
        }
    }
}
