using Google.Protobuf;
using Lts.Protos.V1;
using Lts.Tests.Support;

namespace Lts.Tests.Agent.Connection;

/// <summary>How graphs reach the measurer.</summary>
public sealed class GraphTransferTests : IDisposable
{
    private readonly TemporaryDirectory _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Graph_IsDownloadedOnceAndThenTakenFromTheCache()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var connection = await coordinator.AcceptAsync();
        var graph = Samples.Graph((3 * CoordinatorDouble.ChunkBytes) + 1);
        coordinator.Graphs[Samples.HashOf(graph)] = graph;

        foreach (var attempt in new[] { "a", "b" })
        {
            await connection.SendAsync(Samples.LeaseToDownload(attempt, graph));
            (await agent.Measurer.NextAsync()).Succeed();
            await connection.NextResultAsync();
        }

        Assert.Equal([graph, graph], agent.Measurer.Graphs);
        Assert.Equal([0], coordinator.DownloadOffsets);
    }

    [Fact]
    public async Task BrokenDownload_GoesOnWhereItEnded()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var connection = await coordinator.AcceptAsync();
        var graph = Samples.Graph((3 * CoordinatorDouble.ChunkBytes) + 1);
        coordinator.Graphs[Samples.HashOf(graph)] = graph;
        coordinator.TransfersToBreak = 2;

        await connection.SendAsync(Samples.LeaseToDownload("a", graph));
        (await agent.Measurer.NextAsync()).Succeed();

        Assert.Equal(graph, Assert.Single(agent.Measurer.Graphs));
        Assert.Equal([0, CoordinatorDouble.ChunkBytes, 2 * CoordinatorDouble.ChunkBytes], coordinator.DownloadOffsets);
    }

    [Fact]
    public async Task WaitingLease_HasItsGraphBeforeItsTurn()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var connection = await coordinator.AcceptAsync();
        var graph = Samples.Graph(100);
        coordinator.Graphs[Samples.HashOf(graph)] = graph;
        await connection.SendAsync(Samples.Lease("a"));
        await agent.Measurer.NextAsync();

        await connection.SendAsync(Samples.LeaseToDownload("b", graph));

        await Eventually.TrueAsync("the prefetch", () => Directory.Exists(_data["graphs"]) && Directory.GetFiles(_data["graphs"], "*.onnx").Length == 1, AgentConnection.Patience);
        Assert.Single(agent.Measurer.Graphs);
    }

    public static TheoryData<string> BadGraphs => ["inline mismatch", "download mismatch", "unknown", "no hash", "path", "huge", "short"];

    [Theory]
    [MemberData(nameof(BadGraphs))]
    public async Task BadGraph_IsAFailureOfItsOwnKind(string fault)
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var connection = await coordinator.AcceptAsync();
        var graph = Samples.Graph(100);
        var lease = Samples.LeaseToDownload("a", graph);
        switch (fault)
        {
            case "inline mismatch":
                lease.Graph.Content = ByteString.CopyFrom(new byte[100]);
                break;
            case "download mismatch":
                coordinator.Graphs[Samples.HashOf(graph)] = new byte[100];
                break;
            case "no hash":
                lease.Graph = new Graph();
                break;
            case "path":
                lease.Graph.Sha256 = "../../etc/passwd";
                break;
            case "huge":
                lease.Graph.SizeBytes = long.MaxValue;
                break;
            case "short":
                coordinator.Graphs[Samples.HashOf(graph)] = graph[..50];
                break;
        }

        await connection.SendAsync(lease);
        await connection.SendAsync(Samples.Lease("b"));
        var failed = await connection.NextResultAsync();
        (await agent.Measurer.NextAsync()).Succeed();

        var kind = fault == "huge" ? FailureKind.InvalidGraph : FailureKind.GraphUnavailable; // no other hand-out makes it smaller
        Assert.Equal(("a", kind), (failed.AttemptId, failed.Failure.Kind));
        Assert.NotEmpty(failed.Failure.Message);
        Assert.Equal("b", (await connection.NextResultAsync()).AttemptId);
    }

    [Fact]
    public async Task CancelDuringADownload_EndsIt()
    {
        await using var coordinator = await CoordinatorDouble.StartAsync();
        await using var agent = AgentFixture.Start(coordinator.Address, _data);
        var connection = await coordinator.AcceptAsync();
        var graph = Samples.Graph(100_000);
        coordinator.Graphs[Samples.HashOf(graph)] = graph;
        coordinator.TransfersToBreak = int.MaxValue;
        await connection.SendAsync(Samples.LeaseToDownload("a", graph));
        await Eventually.TrueAsync("the download", () => !coordinator.DownloadOffsets.IsEmpty, AgentConnection.Patience);

        await connection.CancelAsync("a");
        await connection.SendAsync(Samples.Lease("b"));
        (await agent.Measurer.NextAsync()).Succeed();

        Assert.Equal("b", (await connection.NextResultAsync()).AttemptId);
    }
}
