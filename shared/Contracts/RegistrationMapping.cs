using Lts.Domain;
using Lts.Domain.Candidates;
using Lts.Domain.Devices;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>Registrations on the wire.</summary>
public static class RegistrationMapping
{
    private const int LongestKey = 128;
    private const int MostTags = 32;
    private const int MostThreads = 1_024;

    /// <summary>The version of protos/lts/v1/agent.proto that these mappings speak.</summary>
    public const int ProtocolVersion = 1;

    /// <summary>To the wire.</summary>
    public static Proto.Register ToProto(DeviceRegistration registration) => new()
    {
        ProtocolVersion = ProtocolVersion,
        DeviceName = registration.Name,
        DeviceKey = registration.Key,
        Tags = { registration.Profile.Tags },
        Facts = DeviceFactsMapping.ToProto(registration.Profile.Facts),
        Settings = DeviceFactsMapping.ToProto(registration.Profile.Settings),
        AgentVersion = registration.Profile.AgentVersion,
        LeaseCapacity = registration.LeaseCapacity,
        HeldAttemptIds = { registration.HeldAttemptIds },
        DeviceClass = registration.DeviceClass ?? "",
        TellsInterruptions = registration.TellsInterruptions,
        InterruptedAttemptIds = { registration.InterruptedAttemptIds },
    };

    /// <summary>From the wire.</summary>
    /// <exception cref="ValidationException">It has errors; all are named.</exception>
    public static DeviceRegistration Read(Proto.Register message)
    {
        var errors = Errors(message, message.Settings ?? new Proto.DeviceSettings()).ToList();
        DeviceFactsMapping.Check(message.Facts, new MessageCheck("facts", errors));
        if (errors.Count > 0)
        {
            throw new ValidationException("the registration", errors);
        }

        return new DeviceRegistration
        {
            Name = message.DeviceName,
            Key = message.DeviceKey,
            DeviceClass = message.DeviceClass.Length > 0 ? message.DeviceClass : null,
            Profile = new DeviceProfile(
                [.. message.Tags.Distinct().Order(StringComparer.Ordinal)],
                DeviceFactsMapping.Read(message.Facts),
                DeviceFactsMapping.Read(message.Settings),
                message.AgentVersion),
            LeaseCapacity = message.LeaseCapacity > 0 ? message.LeaseCapacity : 1,
            HeldAttemptIds = [.. message.HeldAttemptIds],
            InterruptedAttemptIds = [.. message.InterruptedAttemptIds],
            TellsInterruptions = message.TellsInterruptions,
        };
    }

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
            yield return $"tags may have at most {MostTags} entries, each {FleetNames.Rule}.";
        }

        if (settings.Provider.Length > 0 && !FleetNames.IsValid(settings.Provider))
        {
            yield return $"settings.provider must be {FleetNames.Rule}.";
        }

        if (settings.Threads is < 0 or > MostThreads)
        {
            yield return $"settings.threads must be from 1 to {MostThreads}, not {settings.Threads}.";
        }

        if (message.LeaseCapacity is < 0 or > DeviceRegistration.LargestLeaseCapacity)
        {
            yield return $"lease_capacity must be from 1 to {DeviceRegistration.LargestLeaseCapacity}, not {message.LeaseCapacity}.";
        }

        if (message.HeldAttemptIds.Count > Limits.AttemptCount)
        {
            yield return $"held_attempt_ids may have at most {Limits.AttemptCount} entries.";
        }

        if (message.AgentVersion.Length > Limits.TextLength)
        {
            yield return $"agent_version may have at most {Limits.TextLength} characters.";
        }

        if (message.HeldAttemptIds.Concat(message.InterruptedAttemptIds).Any(id => id.Length > AttemptId.LongestText))
        {
            yield return $"held_attempt_ids and interrupted_attempt_ids may have at most {AttemptId.LongestText} characters each.";
        }

        if (message.InterruptedAttemptIds.Count > DeviceRegistration.LargestLeaseCapacity)
        {
            yield return $"interrupted_attempt_ids must be at most {DeviceRegistration.LargestLeaseCapacity}.";
        }
    }
}
