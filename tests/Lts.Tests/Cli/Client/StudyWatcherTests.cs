using Grpc.Core;
using Lts.Cli.Client;
using Lts.Protos.V1;
using Lts.Serving.Client;

namespace Lts.Tests.Cli.Client;

public sealed class StudyWatcherTests
{
    [Fact]
    public async Task StudyEnds_UpdatesEnd()
    {
        await using var peer = await PeerCoordinator.StartAsync();
        peer.Updates.Writer.TryWrite(Sample.Update(StudyState.Running, 1));
        peer.Updates.Writer.TryWrite(Sample.Update(StudyState.Completed, 2));
        using var connection = new CoordinatorConnection(new Uri(peer.Address), ClientTls.None, TimeProvider.System);

        var seen = await Watch(connection).ToListAsync();

        Assert.Equal([1, 2], seen.Select(u => u.Study.Targets[0].Progress.MeasuredCount));
    }

    [Fact]
    public async Task CoordinatorRestarts_WatchingGoesOn()
    {
        await using var peer = await PeerCoordinator.StartAsync();
        var notes = new List<string>();
        using var connection = new CoordinatorConnection(new Uri(peer.Address), ClientTls.None, TimeProvider.System);
        peer.Updates.Writer.TryWrite(Sample.Update(StudyState.Running, 1));
        await using var updates = connection.Studies
            .WatchAsync("first", TimeProvider.System, notes.Add, CancellationToken.None).GetAsyncEnumerator();

        Assert.True(await updates.MoveNextAsync());
        var next = updates.MoveNextAsync().AsTask();
        await peer.RestartAsync(async () =>
        {
            while (notes.Count == 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            }
        });
        peer.Updates.Writer.TryWrite(Sample.Update(StudyState.Completed, 2));

        Assert.True(await next);
        Assert.Equal(2, updates.Current.Study.Targets[0].Progress.MeasuredCount);
        Assert.False(await updates.MoveNextAsync());
        Assert.Collection(
            notes,
            lost => Assert.StartsWith("The connection to the coordinator is lost", lost, StringComparison.Ordinal),
            back => Assert.Equal("Connected again.", back));
    }

    [Fact]
    public async Task CoordinatorEndsTheStreamEarly_WatcherAsksAgain()
    {
        await using var peer = await PeerCoordinator.StartAsync();
        peer.Updates.Writer.TryWrite(Sample.Update(StudyState.Running, 1));
        peer.Updates.Writer.Complete();
        using var connection = new CoordinatorConnection(new Uri(peer.Address), ClientTls.None, TimeProvider.System);
        var updates = connection.Studies.WatchAsync(
            "first", TimeProvider.System, note =>
            {
                peer.Updates = System.Threading.Channels.Channel.CreateUnbounded<StudyUpdate>();
                peer.Updates.Writer.TryWrite(Sample.Update(StudyState.Completed, 2));
            }, CancellationToken.None);

        var seen = await updates.Take(2).ToListAsync();

        Assert.Equal(
            [Lts.Domain.Studies.StudyState.Running, Lts.Domain.Studies.StudyState.Completed], seen.Select(u => u.Study.State));
    }

    [Fact]
    public async Task NoCoordinatorAtFirst_IsAnErrorAtOnce()
    {
        await using var peer = await PeerCoordinator.StartAsync();
        var address = new Uri(peer.Address);
        await peer.DisposeAsync();
        using var connection = new CoordinatorConnection(address, ClientTls.None, TimeProvider.System);

        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await Watch(connection).ToListAsync());

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }

    [Fact]
    public async Task Refusal_IsNotTriedAgain()
    {
        await using var peer = await PeerCoordinator.StartAsync();
        peer.Refusal = new Status(StatusCode.NotFound, "There is no study called first.");
        using var connection = new CoordinatorConnection(new Uri(peer.Address), ClientTls.None, TimeProvider.System);

        await Assert.ThrowsAsync<RpcException>(
            async () => await Watch(connection).ToListAsync());

        Assert.Equal(1, peer.WatchCount);
    }

    [Fact]
    public async Task Cancelled_StopsWatching()
    {
        await using var peer = await PeerCoordinator.StartAsync();
        peer.Updates.Writer.TryWrite(Sample.Update(StudyState.Running, 1));
        using var connection = new CoordinatorConnection(new Uri(peer.Address), ClientTls.None, TimeProvider.System);
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in connection.Studies.WatchAsync("first", TimeProvider.System, Assert.Fail, stop.Token))
            {
                await stop.CancelAsync();
            }
        });
    }

    private static IAsyncEnumerable<Lts.Domain.Studies.StudyUpdate> Watch(CoordinatorConnection connection) =>
        connection.Studies.WatchAsync("first", TimeProvider.System, Assert.Fail, CancellationToken.None);
}
