using Lts.Hosting;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Service.Running;
using Proto = Lts.Protos.V1;

namespace Lts.Tests.Trainer.Service;

public sealed class RunningRulesTests
{
    private const int Killed = 137;

    [Theory]
    [InlineData(ExitCode.Failure)]
    [InlineData(ExitCode.Usage)]
    [InlineData(ExitCode.Unavailable)]
    [InlineData(ExitCode.Incomplete)]
    [InlineData(ExitCode.Storage)]
    [InlineData(ExitCode.Success)] // without a result: nothing that a second try would change
    public void ProcessThatSaysWhyItEnds_IsNotStartedAgain(int code) =>
        Assert.Equal(NextMove.Fail, new RestartRule().Decide(new TrainingEnd(false, code, 10, "why")));

    [Theory]
    [InlineData(0)]
    [InlineData(Killed)]
    [InlineData(ExitCode.Conflict)]
    public void RunWithAResult_IsComplete_HoweverItsProcessEnded(int code) =>
        Assert.Equal(NextMove.Complete, new RestartRule().Decide(new TrainingEnd(true, code, 10, "")));

    [Theory]
    [InlineData(Killed)]
    [InlineData(ExitCode.Cancelled)]
    [InlineData(ExitCode.Conflict)]
    [InlineData(-1073741819)] // an access violation on Windows
    [InlineData(null)]
    public void Breakdown_IsTriedAgain_ButNotForEver(int? code)
    {
        var rule = new RestartRule();

        Assert.Equal(NextMove.StartAgain, rule.Decide(new TrainingEnd(false, code, 10, "")));
        Assert.Equal(NextMove.StartAgain, rule.Decide(new TrainingEnd(false, code, 10, "")));
        Assert.Equal(NextMove.Fail, rule.Decide(new TrainingEnd(false, code, 5, "")));
    }

    [Fact]
    public void Breakdowns_EachFurtherThanTheOneBefore_AreNeverTooMany()
    {
        var rule = new RestartRule();

        Assert.All(Enumerable.Range(0, 100), step => Assert.Equal(NextMove.StartAgain, rule.Decide(new TrainingEnd(false, Killed, step, ""))));
        Assert.Equal(NextMove.StartAgain, rule.Decide(new TrainingEnd(false, Killed, 99, "")));
        Assert.Equal(NextMove.Fail, rule.Decide(new TrainingEnd(false, Killed, 98, "")));
    }

    [Fact]
    public void Failure_SaysWhatHappenedAndWhatToDo()
    {
        var words = RestartRule.Describe(new TrainingEnd(false, ExitCode.Incomplete, 10, "It diverged."), "/jobs/a/output.log");
        Assert.StartsWith("It diverged.", words, StringComparison.Ordinal);
        Assert.Contains("ResumeJob", words, StringComparison.Ordinal);

        words = RestartRule.Describe(new TrainingEnd(false, Killed, 10, "last words"), "/jobs/a/output.log");
        Assert.Contains("signal 9", words, StringComparison.Ordinal);
        Assert.Contains("step 10", words, StringComparison.Ordinal);
        Assert.Contains("/jobs/a/output.log", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Device_TakesWhatItHadBegun_ThenTheFirstSubmitted()
    {
        JobRecord[] jobs = [Job(1, JobState.Completed), Job(2, JobState.Queued), Job(3, JobState.Queued), Job(4, JobState.Running), Job(5, JobState.Queued, "cuda")];

        Assert.Equal(4, NextJob.For("cpu", jobs)?.Sequence);
        Assert.Equal(2, NextJob.For("cpu", jobs.Where(job => job.State != JobState.Running).Reverse())?.Sequence);
        Assert.Equal(5, NextJob.For("cuda", jobs)?.Sequence);
        Assert.Null(NextJob.For("cuda", jobs.Take(4)));
        Assert.Null(NextJob.For("cpu", [Job(1, JobState.Cancelled), Job(2, JobState.Failed)]));
    }

    [Fact]
    public void States_HaveTheNumbersOfTheWire() =>
        Assert.All(Enum.GetValues<JobState>(), state => Assert.Equal(state.ToString(), ((Proto.JobState)(int)state).ToString()));

    private static JobRecord Job(int sequence, JobState state, string device = "cpu") => new()
    {
        Id = $"job-{sequence}",
        Sequence = sequence,
        State = state,
        Device = device,
        Spec = new JobSpec { Architecture = "{}" },
        CreateTime = DateTimeOffset.UnixEpoch,
    };
}
