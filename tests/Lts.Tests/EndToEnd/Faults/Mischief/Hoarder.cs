using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.EndToEnd.Faults.Devices;
using Lts.Tests.EndToEnd.Faults.Harness;

namespace Lts.Tests.EndToEnd.Faults.Mischief;

/// <summary>A device of the study that takes leases, names them in every heartbeat, and never measures one.</summary>
internal sealed class Hoarder(DeviceFormula formula) : IMischief
{
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(20);

    /// <inheritdoc/>
    public string Name => "leases held with heartbeats and never measured, for up to 20 s";

    /// <inheritdoc/>
    public async Task DoAsync(FaultSite site, FaultFigures figures, CancellationToken cancellationToken)
    {
        await using var agent = await SimulatedAgent.ConnectAsync(site.Address, Member.Registration("hoarder", formula));
        var held = new List<string>();
        for (var time = TimeSpan.Zero; time < Stay && !cancellationToken.IsCancellationRequested; time += TimeSpan.FromSeconds(1))
        {
            while (agent.Messages.TryRead(out var message))
            {
                if (message.MessageCase == CoordinatorMessage.MessageOneofCase.Lease)
                {
                    held.Add(message.Lease.AttemptId);
                }
            }

            await agent.SendAsync(new AgentMessage { Heartbeat = new Heartbeat { HeldAttemptIds = { held }, RunningAttemptId = "" } });
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, CancellationToken.None);
        }
    }
}
