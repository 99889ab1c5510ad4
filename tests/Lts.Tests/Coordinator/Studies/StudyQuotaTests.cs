using System.Globalization;
using Grpc.Core;
using Lts.Coordinator.Studies;
using Lts.Domain;
using Lts.Protos.V1;
using Lts.Serving.Quotas;
using Lts.Tests.Coordinator.Support;

namespace Lts.Tests.Coordinator.Studies;

public sealed class StudyQuotaTests
{
    [Theory]
    [InlineData(Limits.StudyCount, 0, 1, "10000 studies")]
    [InlineData(200, Limits.RunningStudyCount, 1, "200 studies run")]
    [InlineData(0, 0, Limits.TargetCount + 1, "101 targets")]
    public void StudyTooMany_OrTooWide_IsRefusedByName(int known, int running, int targets, string words)
    {
        var e = Assert.Throws<QuotaExceededException>(() => StudyQuota.CheckNew(known, running, targets));

        Assert.Contains(words, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StudyWithinAllLimits_IsTaken() => StudyQuota.CheckNew(Limits.StudyCount - 1, Limits.RunningStudyCount - 1, Limits.TargetCount);

    [Fact]
    public async Task StudyOfMoreClassesThanTargets_IsRefused_AndAChoiceOfThemIsNot()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        for (int i = 0; i <= Limits.TargetCount; i++)
        {
            await using var agent = await coordinator.ConnectAsync(
                SimulatedAgent.Registration(string.Create(CultureInfo.InvariantCulture, $"d{i}"), string.Create(CultureInfo.InvariantCulture, $"CPU {i}")));
        }

        var e = await Assert.ThrowsAsync<RpcException>(() => CreateAsync(SmallSpecs.Random("wide")));
        Assert.Equal(StatusCode.ResourceExhausted, e.StatusCode);
        Assert.Contains($"at most {Limits.TargetCount}", e.Status.Detail, StringComparison.Ordinal);
        var narrow = SmallSpecs.Random("narrow");
        narrow.Devices.Add("d1");
        Assert.Single((await CreateAsync(narrow)).Targets);

        Task<Study> CreateAsync(StudySpec spec) => coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = spec }).ResponseAsync;
    }

    [Fact]
    public async Task StudiesThatAreCreatedTogether_AreCountedTogether()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var agent = await coordinator.ConnectAsync(SimulatedAgent.Registration("a"));

        var statuses = await Task.WhenAll(Enumerable.Range(0, Limits.RunningStudyCount + 20).Select(TryAsync));

        Assert.Equal(20, statuses.Count(status => status == StatusCode.ResourceExhausted));
        Assert.Equal(Limits.RunningStudyCount, statuses.Count(status => status == StatusCode.OK));

        async Task<StatusCode> TryAsync(int i)
        {
            var spec = SmallSpecs.Random(string.Create(CultureInfo.InvariantCulture, $"s{i}"), count: 1, batch: 1);
            try
            {
                await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = spec });
                return StatusCode.OK;
            }
            catch (RpcException e)
            {
                return e.StatusCode;
            }
        }
    }

    /// <summary>The database keeps milliseconds.</summary>
    [Fact]
    public void KeyOfALine_IsTheSameAfterARestart()
    {
        var created = DateTimeOffset.UnixEpoch.AddMilliseconds(1_900_000_000_123).AddTicks(4_567);

        Assert.Equal(
            StudyManager.ListKey(DateTimeOffset.FromUnixTimeMilliseconds(created.ToUnixTimeMilliseconds()), "a"), StudyManager.ListKey(created, "a"));
    }

    [Fact]
    public async Task SpecificationThatIsTooLargeToShow_IsRefused()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        var spec = SmallSpecs.Random("large");
        spec.Devices.Add(new string('x', Limits.StudySpecBytes));

        var e = await Assert.ThrowsAsync<RpcException>(
            () => coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = spec }).ResponseAsync);

        Assert.Equal(StatusCode.InvalidArgument, e.StatusCode);
        Assert.StartsWith("spec may have at most", e.Status.Detail, StringComparison.Ordinal);
    }
}
