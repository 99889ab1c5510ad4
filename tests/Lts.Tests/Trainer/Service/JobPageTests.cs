using Lts.Domain;
using Lts.Trainer.Service.Jobs;

namespace Lts.Tests.Trainer.Service;

public sealed class JobPageTests
{
    private static readonly JobRecord[] Jobs =
    [
        .. new[] { "x", "y" }.Select(id => Job(id, 0)), // two that are set aside
        .. Enumerable.Range(1, JobPage.MostJobs + 10).Select(i => Job($"j{i}", i)),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(512)]
    [InlineData(0)]
    [InlineData(int.MaxValue)]
    public void Pages_GiveEveryJobOnce_InOrder(int size)
    {
        var seen = new List<string>();
        var token = "";
        do
        {
            var page = JobPage.Of(Jobs.Reverse(), size, token);
            Assert.InRange(page.Jobs.Length, 1, size is 0 or > JobPage.MostJobs ? JobPage.MostJobs : size);
            seen.AddRange(page.Jobs.Select(job => job.Id));
            token = page.NextToken;
        }
        while (token.Length > 0);

        Assert.Equal(Jobs.Select(job => job.Id), seen);
    }

    [Fact]
    public void JobsThatGoMeanwhile_ShiftNothing()
    {
        var first = JobPage.Of(Jobs, 3, "");

        var second = JobPage.Of(Jobs.Except(first.Jobs), 2, first.NextToken);

        Assert.Equal(["x", "y", "j1"], first.Jobs.Select(job => job.Id));
        Assert.Equal(["j2", "j3"], second.Jobs.Select(job => job.Id));
    }

    [Theory]
    [InlineData(-1, "")]
    [InlineData(1, "x")]
    [InlineData(1, "x.y")]
    [InlineData(1, "99999999999999999999.y")]
    public void WhatMakesNoSense_IsRefused(int size, string token) => Assert.Throws<ValidationException>(() => JobPage.Of(Jobs, size, token));

    private static JobRecord Job(string id, long sequence) => new()
    {
        Id = id,
        Sequence = sequence,
        State = JobState.Failed,
        Device = "cpu",
        Spec = new JobSpec { Architecture = "{}" },
        CreateTime = DateTimeOffset.UnixEpoch,
    };
}
