using Lts.Coordinator.Fleet;
using Lts.Domain.Candidates;
using Lts.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Lts.Tests.Coordinator.Fleet;

/// <summary>A fleet without sockets, on a clock that the test moves and a disk that it fills.</summary>
public abstract class FleetTests : IDisposable
{
    private protected FleetTests()
    {
        State = new FleetState(Options);
        Dispatcher = new Dispatcher(State, Store, Clock, NullLogger<Dispatcher>.Instance);
        Registry = new DeviceRegistry(State, Dispatcher, Store, Clock, NullLogger<DeviceRegistry>.Instance);
    }

    internal ManualTimeProvider Clock { get; } = new();

    internal FaultyStore Store { get; } = new();

    internal FleetOptions Options { get; } = new();

    internal FleetState State { get; }

    internal Dispatcher Dispatcher { get; }

    internal DeviceRegistry Registry { get; }

    public void Dispose()
    {
        Store.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task<DeviceSession> ConnectAsync(string name, int capacity = 1)
    {
        var start = await Registry.RegisterAsync(FleetSamples.Registration(name, capacity), AgentOrigin.ThisMachine);
        Registry.Begin(start.Session);
        return start.Session;
    }

    private protected static string TakeLease(DeviceSession session)
    {
        Assert.True(session.Commands.TryRead(out var command));
        return Assert.IsType<AgentCommand.OfferLease>(command).Attempt.ToString();
    }

    /// <summary>An attempt's id without its nonce.</summary>
    private protected static string NameOf(string attemptId)
    {
        Assert.True(AttemptId.TryParse(attemptId, out var attempt));
        return attempt.Name;
    }
}
