namespace Lts.Coordinator.Fleet;

/// <summary>The coordinator ended an agent's session.</summary>
/// <param name="deviceName">The device that the agent was connected as.</param>
/// <param name="reason">Decides the message, and what the agent does next.</param>
internal sealed class SessionEndedException(string deviceName, SessionEndReason reason) : Exception(Describe(deviceName, reason))
{
    /// <summary>Why.</summary>
    public SessionEndReason Reason { get; } = reason;

    private static string Describe(string deviceName, SessionEndReason reason) => reason switch
    {
        SessionEndReason.Superseded => $"The agent of device '{deviceName}' connected again; this older connection ends.",
        SessionEndReason.TooSlow => $"Device '{deviceName}' does not read what is sent to it. Connect again.",
        SessionEndReason.Silent => $"No heartbeat came from device '{deviceName}' in time. Connect again.",
        SessionEndReason.Removed => $"Device '{deviceName}' was removed. It may register again.",
        _ => "The coordinator is stopping. Connect again.",
    };
}
