using Lts.Agent.Inference;

namespace Lts.Agent.Probe;

/// <summary>Finds out what machine this is.</summary>
internal static class DeviceProbe
{
    /// <summary>Reads every fact; ONNX Runtime's come from a child process, once per version, so that the agent itself stays small.</summary>
    /// <param name="inference">Provider and its libraries.</param>
    /// <param name="dataFolder">The agent's folder, where the runtime's facts are kept.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Lts.Hosting.UserErrorException">ONNX Runtime does not load; the message says why.</exception>
    public static Task<DeviceFacts> ProbeAsync(
        InferenceSettings inference, string dataFolder, TimeProvider time, CancellationToken cancellationToken) =>
        throw new NotImplementedException($"{inference}{dataFolder}{time}{cancellationToken}");
}
