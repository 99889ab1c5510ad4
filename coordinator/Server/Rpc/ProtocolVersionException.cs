using Lts.Hosting;

namespace Lts.Coordinator.Rpc;

/// <summary>An agent speaks a version of the protocol that the coordinator does not.</summary>
/// <param name="version">The agent's version of the protocol.</param>
/// <param name="agentVersion">The agent's own version.</param>
internal sealed class ProtocolVersionException(int version, string agentVersion) : Exception(Describe(version, agentVersion))
{
    private static string Describe(int version, string agentVersion)
    {
        string spoken = ProtocolVersion.Oldest == ProtocolVersion.Newest
            ? $"{ProtocolVersion.Oldest}" : $"{ProtocolVersion.Oldest} to {ProtocolVersion.Newest}";
        string advice = version < ProtocolVersion.Oldest ? "Upgrade the agent." : "Upgrade the coordinator.";
        return $"The agent ({(agentVersion.Length > 0 ? agentVersion : "unknown version")}) speaks protocol {version}; "
            + $"this coordinator ({ProductVersion.Current}) speaks {spoken}. {advice}";
    }
}
