using Lts.Hosting;
using Lts.Serving.Errors;
using Lts.Serving.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lts.Tests.Serving;

public sealed class GrpcServerTests
{
    [Fact]
    public async Task RoomThatCannotLoad_ThrowsWithItsOwnStack_AndLeavesNothing()
    {
        var room = new Room();

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(ListenAddress.OnThisMachine(0), room, Load));

        Assert.Contains(nameof(Load), error.StackTrace, StringComparison.Ordinal);
        Assert.True(room.IsDisposed);
    }

    [Fact]
    public async Task PortInUse_IsAConflictThatNamesIt()
    {
        await using var first = await StartAsync(ListenAddress.OnThisMachine(0), new Room(), null);
        var room = new Room();

        var error = await Assert.ThrowsAsync<UserErrorException>(
            () => StartAsync(ListenAddress.OnThisMachine(first.BoundAddress.Port), room, null));

        Assert.Equal(ExitCode.Conflict, error.ExitCode);
        Assert.StartsWith($"Port {first.BoundAddress.Port} is in use on 127.0.0.1. Is another tester running?", error.Message, StringComparison.Ordinal);
        Assert.True(room.IsDisposed);
    }

    [Fact]
    public async Task EveryNetwork_IsReachedThroughThisMachine()
    {
        await using var server = await StartAsync(ListenAddress.Parse("*:0"), new Room(), null);

        Assert.Equal($"http://127.0.0.1:{server.BoundAddress.Port}/", server.LocalAddress.AbsoluteUri);
    }

    private static Task Load(IServiceProvider services)
    {
        _ = services.GetRequiredService<Room>();
        throw new InvalidOperationException("a defect");
    }

    private static Task<GrpcServer> StartAsync(ListenAddress listen, Room room, Func<IServiceProvider, Task>? load)
    {
        var settings = new ServerSettings
        {
            Listen = listen,
            Peers = "testers",
            LargestRequestBytes = 1 << 20,
            LargestResponseBytes = 1 << 20,
            Failures = new FailureTable("tester", _ => null),
        };
        return GrpcServer.StartAsync(
            settings, logging => logging.ClearProviders(), services => services.AddSingleton(_ => room), _ => { },
            load ?? (services => Task.FromResult(services.GetRequiredService<Room>())), CancellationToken.None);
    }

    private sealed class Room : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
