namespace Lts.Coordinator.Rpc;

/// <summary>Versions of protos/lts/v1/agent.proto that this coordinator speaks.</summary>
internal static class ProtocolVersion
{
    /// <summary>The oldest.</summary>
    public const int Oldest = 1;

    /// <summary>The newest.</summary>
    public const int Newest = 1;

    /// <summary>Checks an agent's version.</summary>
    /// <exception cref="ProtocolVersionException">It is not spoken here.</exception>
    public static void Check(int version, string agentVersion)
    {
        if (version is < Oldest or > Newest)
        {
            throw new ProtocolVersionException(version, agentVersion);
        }
    }
}
