using Lts.Domain;
using Lts.Serving.Quotas;

namespace Lts.Coordinator.Fleet;

/// <summary>Whether one more device may have a name here.</summary>
/// <param name="state">The devices that there are.</param>
/// <param name="time">Rates and deadlines go by its uptime, which nobody can set.</param>
internal sealed class DeviceQuota(FleetState state, TimeProvider time)
{
    private const double SecondsPerHour = 3_600;

    private readonly RateLimit _remote = new(Limits.NewDevicesPerHour / SecondsPerHour, Limits.NewDevicesPerHour, time);
    private readonly RateLimit _local = new(Limits.NewLocalDevicesPerHour / SecondsPerHour, Limits.NewLocalDevicesPerHour, time);

    /// <summary>Counts a device that is new.</summary>
    /// <param name="origin">Where it registers from.</param>
    /// <returns>A device that must be forgotten for it: it waits for approval, never did anything, and has been away longest. Mostly <see langword="null"/>.</returns>
    /// <exception cref="QuotaExceededException">There are too many.</exception>
    public DeviceState? AdmitNeedsLock(AgentOrigin origin)
    {
        state.AssertLocked();
        if (!(origin.IsLocal ? _local : _remote).TryTake(origin.Address))
        {
            int most = origin.IsLocal ? Limits.NewLocalDevicesPerHour : Limits.NewDevicesPerHour;
            throw new QuotaExceededException($"Too many new devices from one address: at most {most} an hour. Keep the agent's name and data directory, or wait.");
        }

        if (state.Devices.Count >= Limits.DeviceCount)
        {
            return (origin.IsKnown ? LeastUsefulNeedsLock() : null) ?? throw new QuotaExceededException(
                $"The coordinator knows {Limits.DeviceCount} devices, and no more. Free a name that is not used: 'lts devices remove NAME'.");
        }

        return origin.IsKnown || state.Devices.Values.Count(device => !device.IsApproved) < Limits.WaitingDeviceCount
            ? null
            : LeastUsefulNeedsLock() ?? throw new QuotaExceededException(
                $"{Limits.WaitingDeviceCount} devices wait for approval already, and no more may. 'lts devices list' shows them, "
                + "'lts devices approve NAME' lets one in, 'lts devices remove NAME' forgets one.");
    }

    /// <summary>
    /// A stranger's device that nothing is lost with. One that measured something, is in quarantine or is named by a running study keeps its name,
    /// its standing and its verdict, however many strangers come.
    /// </summary>
    private DeviceState? LeastUsefulNeedsLock()
    {
        state.AssertLocked();
        List<LeaseTarget> targets = [.. state.Jobs.Values.Select(job => job.Target).Distinct(ReferenceEqualityComparer.Instance).Cast<LeaseTarget>()];
        return state.Devices.Values
            .Where(device => !device.IsApproved && device.Session is null && device.Quarantine is null && device.Counts == default
                && state.Leases.CountOf(device.Name) == 0)
            .OrderBy(device => device.LastSeenTime)
            .FirstOrDefault(device => !targets.Exists(target => device.IsAdmittedBy(target.Selectors)));
    }
}
