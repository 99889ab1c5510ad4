namespace Lts.Coordinator.Fleet;

/// <summary>Where an agent's connection comes from.</summary>
/// <param name="Address">What is counted by address is counted by this.</param>
/// <param name="IsLocal">Whether that is this machine.</param>
/// <param name="IsSigned">Whether the agent showed a certificate that the operator's authority signed.</param>
internal sealed record AgentOrigin(string Address, bool IsLocal, bool IsSigned)
{
    /// <summary>This machine, without a certificate.</summary>
    public static AgentOrigin ThisMachine { get; } = new("127.0.0.1", IsLocal: true, IsSigned: false);

    /// <summary>Whether a device needs no further approval: who can start programs here, or has a certificate, is known to the operator.</summary>
    public bool IsKnown => IsLocal || IsSigned;
}
