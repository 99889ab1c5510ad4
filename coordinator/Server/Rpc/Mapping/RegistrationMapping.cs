using Lts.Coordinator.Fleet;
using Lts.Domain;
using Lts.Domain.Devices;
using Lts.Hosting;
using Proto = Lts.Protos.V1;

namespace Lts.Coordinator.Rpc.Mapping;

/// <summary>Registrations on the wire.</summary>
internal static class RegistrationMapping
{
    private const int LongestKey = 128;
    private const int MostTags = 32;
    private const int MostHeldAttempts = 10_000;
    private const int MostThreads = 1_024;

    /// <summary>From the wire.</summary>
    /// <exception cref="ValidationException">It has errors; all are named.</exception>
    public static Registration Read(Proto.Register message)
    {
        var settings = message.Settings ?? new Proto.DeviceSettings();
        var errors = Errors(message, settings).ToList();
        if (errors.Count > 0)
        {
            throw new ValidationException("the registration", errors);
        }

        var profile = new DeviceProfile(
            [.. message.Tags.Distinct().Order(StringComparer.Ordinal)],
            DeviceMapping.Read(message.Facts),
            new DeviceSettings(settings.Provider.Length > 0 ? settings.Provider : "cpu", settings.Threads > 0 ? settings.Threads : 1),
            message.AgentVersion);
        return new Registration(
            message.DeviceName,
            message.DeviceKey,
            message.DeviceClass.Length > 0 ? message.DeviceClass : null,
            profile,
            message.LeaseCapacity > 0 ? message.LeaseCapacity : 1,
            [.. message.HeldAttemptIds]);
    }

    /// <summary>To the wire.</summary>
    public static Proto.Registered Write(SessionStart start, FleetOptions options) => new()
    {
        DeviceClass = start.DeviceClass,
        HeartbeatIntervalMs = (long)options.HeartbeatInterval.TotalMilliseconds,
        LeaseTimeoutMs = (long)options.LeaseTimeout.TotalMilliseconds,
        CoordinatorVersion = ProductVersion.Current,
        DroppedAttemptIds = { start.DroppedAttemptIds },
    };

    private static IEnumerable<string> Errors(Proto.Register message, Proto.DeviceSettings settings)
    {
        if (!FleetNames.IsValid(message.DeviceName))
        {
            yield return $"device_name must be {FleetNames.Rule}.";
        }

        if (message.DeviceKey.Length is 0 or > LongestKey)
        {
            yield return $"device_key must have 1 to {LongestKey} characters.";
        }

        if (message.DeviceClass.Length > 0 && !FleetNames.IsValid(message.DeviceClass))
        {
            yield return $"device_class must be {FleetNames.Rule}.";
        }

        if (message.Tags.Count > MostTags || message.Tags.Any(t => !FleetNames.IsValid(t)))
        {
            yield return $"tags must be at most {MostTags}, each {FleetNames.Rule}.";
        }

        if (settings.Provider.Length > 0 && !FleetNames.IsValid(settings.Provider))
        {
            yield return $"settings.provider must be {FleetNames.Rule}.";
        }

        if (settings.Threads is < 0 or > MostThreads)
        {
            yield return $"settings.threads must be from 1 to {MostThreads}, not {settings.Threads}.";
        }

        if (message.LeaseCapacity is < 0 or > AgentSession.LargestLeaseCapacity)
        {
            yield return $"lease_capacity must be from 1 to {AgentSession.LargestLeaseCapacity}, not {message.LeaseCapacity}.";
        }

        if (message.HeldAttemptIds.Count > MostHeldAttempts)
        {
            yield return $"held_attempt_ids must be at most {MostHeldAttempts}.";
        }
    }
}
