using Lts.Agent.Inference;
using Lts.Domain.Devices;
using Lts.Hosting;

namespace Lts.Agent.Probe;

/// <summary>Finds out what machine this is.</summary>
internal static class DeviceProbe
{
    /// <summary>Reads every fact; ONNX Runtime's come from a child process, once per version, so that the agent stays small.</summary>
    /// <param name="inference">Provider and its libraries.</param>
    /// <param name="dataFolder">The agent's folder, where the runtime's facts are kept.</param>
    /// <param name="time">For the time limit of the child process.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UserErrorException">ONNX Runtime does not load; the message says why.</exception>
    public static async Task<DeviceFacts> ProbeAsync(
        InferenceSettings inference, string dataFolder, TimeProvider time, CancellationToken cancellationToken)
    {
        var runtime = await RuntimeProbe.ProbeAsync(inference, dataFolder, time, cancellationToken);
        var facts = DeviceReader.Current.ReadFacts() with
        {
            Accelerators = await NvidiaSmi.ListAsync(time, cancellationToken),
            OnnxRuntimeVersion = runtime.Version,
            OnnxRuntimeProviders = runtime.Providers,
        };
        return facts with { Fingerprint = DeviceFingerprint.Of(facts) };
    }
}
