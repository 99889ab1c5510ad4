using Lts.Agent.Inference;
using Lts.Agent.Probe;
using Lts.Domain.Devices;
using Lts.Hosting;

namespace Lts.Agent.Measurement;

/// <summary>Everything that is known of the device: what <see cref="DeviceProbe"/> reads, and what ONNX Runtime says of itself.</summary>
internal static class DeviceSurvey
{
    /// <summary>Reads every fact; ONNX Runtime's come from a measuring process, once per version, so that the agent stays small.</summary>
    /// <param name="inference">Provider and its libraries.</param>
    /// <param name="dataFolder">The agent's folder, where the runtime's facts are kept.</param>
    /// <param name="time">For the time limits of the processes that are asked.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UserErrorException">ONNX Runtime does not load; the message says why.</exception>
    public static async Task<DeviceFacts> MakeAsync(
        InferenceSettings inference, string dataFolder, TimeProvider time, CancellationToken cancellationToken) =>
        await DeviceProbe.ProbeAsync(await RuntimeProbe.ProbeAsync(inference, dataFolder, time, cancellationToken), time, cancellationToken);
}
