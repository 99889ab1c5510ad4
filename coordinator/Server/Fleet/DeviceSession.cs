using System.Threading.Channels;
using Lts.Domain.Devices;

namespace Lts.Coordinator.Fleet;

/// <summary>
/// One connection of one agent, seen from this side: what to tell it, in order, and how many leases it takes. The queue is bounded; an
/// agent that does not read for so long that it fills loses the connection and may come back.
/// </summary>
internal sealed class DeviceSession
{
    private const int QueueCapacity = 8 * DeviceRegistration.LargestLeaseCapacity;

    private readonly Channel<AgentCommand> _commands =
        Channel.CreateBounded<AgentCommand>(new BoundedChannelOptions(QueueCapacity) { SingleReader = true });

    /// <summary>Opens a session.</summary>
    /// <param name="deviceName">The device that the agent registered as.</param>
    /// <param name="leaseCapacity">Leases that it takes at a time.</param>
    public DeviceSession(string deviceName, int leaseCapacity)
    {
        DeviceName = deviceName;
        LeaseCapacity = leaseCapacity;
    }

    /// <summary>The device that the agent registered as.</summary>
    public string DeviceName { get; }

    /// <summary>Leases that it takes at a time.</summary>
    public int LeaseCapacity { get; }

    /// <summary>Whether the agent itself asked for nothing new, for as long as this connection lasts.</summary>
    public bool DrainRequested { get; set; }

    /// <summary>What to tell the agent; ends with a <see cref="SessionEndedException"/> when this side ends the session.</summary>
    public ChannelReader<AgentCommand> Commands => _commands.Reader;

    /// <summary>Queues something to tell; does nothing after the end.</summary>
    public void Send(AgentCommand command)
    {
        if (!_commands.Writer.TryWrite(command))
        {
            End(SessionEndReason.TooSlow);
        }
    }

    /// <summary>Queues something to tell; waits while the agent is slow to read.</summary>
    public async ValueTask SendAsync(AgentCommand command, CancellationToken cancellationToken)
    {
        try
        {
            await _commands.Writer.WriteAsync(command, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            // The session has ended; the agent will ask again after it has reconnected.
        }
    }

    /// <summary>Ends the session from this side.</summary>
    public void End(SessionEndReason reason) => _commands.Writer.TryComplete(new SessionEndedException(DeviceName, reason));
}
