using Grpc.Core;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.EndToEnd.Faults.Devices;
using Lts.Tests.EndToEnd.Faults.Harness;

namespace Lts.Tests.EndToEnd.Faults.Mischief;

/// <summary>Takes the names of others, whether they are online or have just died.</summary>
internal sealed class NameThief : IMischief
{
    /// <inheritdoc/>
    public string Name => "all names of others registered with another key";

    /// <inheritdoc/>
    public async Task DoAsync(FaultSite site, FaultFigures figures, CancellationToken cancellationToken)
    {
        foreach (var victim in site.Agents.Append(site.MeasuringAgent))
        {
            try
            {
                await using var agent = await SimulatedAgent.ConnectAsync(
                    site.Address, SimulatedAgent.Registration(victim.Name, site.Formulas[0].Name, capacity: 2, SimulatedDevice.Tag));
                figures.CountViolations("names taken from their owners", [victim.Name]);
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.AlreadyExists)
            {
                // As it must be.
            }
        }
    }
}
