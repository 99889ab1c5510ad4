using Google.Protobuf;
using Lts.Agent.Connection;
using Lts.Contracts;
using Lts.Domain.Candidates;
using Lts.Domain.Measurements;
using Lts.Protos.V1;
using Lts.Tests.Support;
using Microsoft.Extensions.Logging;
using FailureKind = Lts.Protos.V1.FailureKind;

namespace Lts.Tests.Agent.Connection;

/// <summary>A coordinator that sends what none should: the agent takes no harm and goes on.</summary>
public sealed class HostileCoordinatorTests : IDisposable
{
    private readonly TemporaryDirectory _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task ThousandsOfLeases_AreReturned_BeyondTheCapacity()
    {
        const int Leases = 5000;
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var connection = await coordinator.AcceptAsync();
        for (var i = 0; i < Leases; i++)
        {
            await connection.SendAsync(Samples.Lease($"{i}"));
        }

        for (var i = 2; i < Leases; i++)
        {
            Assert.Equal($"{i}", (await connection.NextReturnAsync()).AttemptId);
        }

        (await agent.Measurer.NextAsync()).Succeed();
        Assert.Equal("0", (await connection.NextResultAsync()).AttemptId);
    }

    public static TheoryData<string> AbsurdPlans => ["max_rounds", "warmup_runs", "batch_size", "sequence_length", "relative_margin", "memory_runs"];

    [Theory]
    [MemberData(nameof(AbsurdPlans))]
    public async Task AbsurdPlan_IsRefusedByName_WithoutMeasuring(string field)
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var connection = await coordinator.AcceptAsync();
        var lease = Samples.Lease("a");
        switch (field)
        {
            case "max_rounds": lease.Plan.MaxRounds = int.MaxValue; break;
            case "warmup_runs": lease.Plan.WarmupRuns = int.MaxValue; break;
            case "batch_size": lease.Plan.BatchSize = int.MaxValue; break;
            case "sequence_length": lease.Plan.SequenceLength = int.MaxValue; break;
            case "relative_margin": lease.Plan.RelativeMargin = double.PositiveInfinity; break;
            default: lease.Plan.MemoryRuns = int.MaxValue; break;
        }

        await connection.SendAsync(lease);
        await connection.SendAsync(Samples.Lease("b", Samples.Graph(65)));
        var failure = await connection.NextResultAsync();
        (await agent.Measurer.NextAsync()).Succeed();

        Assert.Equal(("a", FailureKind.InvalidGraph), (failure.AttemptId, failure.Failure.Kind));
        Assert.Contains($"plan.{field}", failure.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(65, Assert.Single(agent.Measurer.Graphs).Length);
    }

    [Theory]
    [InlineData(0, 5000)]
    [InlineData(-1, 5000)]
    [InlineData(long.MinValue, 5000)]
    [InlineData(1, 20)]
    [InlineData(7000, 7000)]
    [InlineData(long.MaxValue, 60_000)]
    public void Heartbeats_KeepToSensibleIntervals(long wish, double milliseconds) =>
        Assert.Equal(milliseconds, CoordinatorLink.HeartbeatInterval(wish).TotalMilliseconds);

    [Theory]
    [InlineData(0)]
    [InlineData(1 << 20)]
    public async Task AttemptIdThatIsNone_IsIgnored_AndSaid(int length)
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var connection = await coordinator.AcceptAsync();

        await connection.SendAsync(Samples.Lease(new string('x', length)));
        await connection.SendAsync(Samples.Lease("a"));
        (await agent.Measurer.NextAsync()).Succeed();

        Assert.Equal("a", (await connection.NextResultAsync()).AttemptId);
        Assert.True(agent.Log.Has(LogLevel.Warning, $"{length} characters instead of 1 to {AttemptId.LongestText}"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task EndlessGraph_IsRefusedAtOnce(int chunkBytes)
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var connection = await coordinator.AcceptAsync();
        var sent = 0;
        coordinator.Transfer = async (_, stream) =>
        {
            while (true)
            {
                await stream.WriteAsync(new GraphChunk { OffsetBytes = (long)sent * chunkBytes, Content = ByteString.CopyFrom(new byte[chunkBytes]) });
                sent++;
            }
        };

        await connection.SendAsync(Samples.LeaseToDownload("a", Samples.Graph(100)));

        var failure = (await connection.NextResultAsync()).Failure;
        Assert.Equal(FailureKind.GraphUnavailable, failure.Kind);
        Assert.Contains($"a chunk of {chunkBytes} bytes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LongExplanation_IsCut()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var connection = await coordinator.AcceptAsync();
        await connection.SendAsync(Samples.Lease("a"));

        (await agent.Measurer.NextAsync()).Outcome.SetResult(new MeasurementFailure
        {
            Kind = Lts.Domain.Measurements.FailureKind.RejectedByRuntime,
            Message = new string('x', 10_000_000),
        });

        Assert.InRange((await connection.NextResultAsync()).Failure.Message.Length, 4000, Lts.Domain.Limits.MessageLength);
    }

    [Fact]
    public async Task ResultsThatNobodyAcknowledges_EndTheTakingOfLeases_UntilSomebodyDoes()
    {
        var spool = Spool.Open(_data["spool"], new RecordingLogger());
        for (var i = 0; i < Spool.MostResults; i++)
        {
            spool.Put(OutcomeMapping.ToProto($"old{i}", Samples.Outcome()));
        }

        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var first = await coordinator.AcceptAsync();
        Assert.Equal(Spool.MostResults, first.Register.HeldAttemptIds.Count);

        await first.SendAsync(Samples.Lease("a"));
        await first.SendAsync(Samples.Lease("b"));
        await first.NextAsync(m => m.DrainRequested); // else a returned lease would come back at once
        Assert.Equal("a", (await first.NextReturnAsync()).AttemptId);
        Assert.Equal("b", (await first.NextReturnAsync()).AttemptId);
        Assert.True(agent.Log.Has(LogLevel.Warning, "no lease is taken"));

        for (var i = 0; i <= Spool.MostResults / 2; i++)
        {
            await first.AcknowledgeAsync($"old{i}");
        }

        var second = await coordinator.AcceptAsync();
        await second.SendAsync(Samples.Lease("c"));
        (await agent.Measurer.NextAsync()).Succeed();
        await second.NextAsync(m => m.Result, result => result.AttemptId == "c");
    }
}
