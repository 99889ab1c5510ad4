using System.Collections.Immutable;
using Lts.Coordinator.Storage;

namespace Lts.Coordinator.Fleet;

/// <summary>Which devices an operator knows.</summary>
internal sealed partial class DeviceRegistry
{
    /// <summary>Approves devices, or takes that back together with the leases that they then may not have. Holds at once, in running studies too.</summary>
    /// <param name="names">Which. All of them, or none when one is not there.</param>
    /// <param name="undo">Whether approvals are taken back.</param>
    /// <returns>Those for which something changed.</returns>
    /// <exception cref="DeviceNotFoundException">No device has one of the names.</exception>
    /// <exception cref="StorageException">It holds, but only until this program stops.</exception>
    public Task<ImmutableArray<string>> ApproveAsync(IReadOnlyCollection<string> names, bool undo) =>
        ApproveAsync(() => [.. names.Distinct(StringComparer.Ordinal).Select(FindNeedsLock)], undo);

    /// <summary>Approves every device that waits for it.</summary>
    /// <returns>Their names.</returns>
    /// <exception cref="StorageException">It holds, but only until this program stops.</exception>
    public Task<ImmutableArray<string>> ApproveAllAsync() => ApproveAsync(() => [.. state.Devices.Values], undo: false);

    private async Task<ImmutableArray<string>> ApproveAsync(Func<List<DeviceState>> chooseNeedsLock, bool undo)
    {
        var changed = new List<DeviceState>();
        var writes = new List<Task>();
        lock (state.Gate)
        {
            foreach (var device in chooseNeedsLock().Where(device => device.IsApproved == undo))
            {
                state.ApproveNeedsLock(device, !undo);
                changed.Add(device);
                device.Session?.Send(new AgentCommand.SetApproval(undo));
            }

            foreach (var device in changed)
            {
                TakeForbiddenNeedsLock(device);
                dispatcher.AssignNeedsLock(device);
                writes.Add(SaveNeedsLock(device));
            }
        }

        await Task.WhenAll(writes);
        return [.. changed.Select(device => device.Name).Order(StringComparer.Ordinal)];
    }

    private void TakeForbiddenNeedsLock(DeviceState device)
    {
        state.AssertLocked();
        foreach (var lease in state.Leases.HeldBy(device.Name).Where(lease => !lease.Job.Target.Accepts(device)).ToList())
        {
            device.Session?.Send(new AgentCommand.CancelLease(lease.Attempt));
            dispatcher.GiveBackNeedsLock(lease);
        }
    }
}
