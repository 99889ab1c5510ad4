using Lts.Protos.V1;

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

    [Fact]
    public async Task SameAnswers_AfterARestart_GiveTheSameSearch()
    {
        await using var laboratory = await Laboratory.StartAsync();
        await laboratory.StartAgentAsync("one");
        var study = await laboratory.Studies.CreateStudyAsync(SmallStudy.Create("replay"));
        await laboratory.WatchAsync(study.Id, StudyLimit);
        var before = await laboratory.Studies.GetFrontierAsync(new GetFrontierRequest { StudyId = study.Id });

        await laboratory.Coordinator.KillAsync();
        await laboratory.StartCoordinatorAsync();
        var after = await laboratory.Studies.GetFrontierAsync(new GetFrontierRequest { StudyId = study.Id });

        Assert.NotEmpty(before.Candidates);
        Assert.Equal(before.Candidates.Select(c => c.ArchitectureId), after.Candidates.Select(c => c.ArchitectureId));
        Assert.Equal(before.Study.Targets[0].Hypervolume, after.Study.Targets[0].Hypervolume);
    }
}
