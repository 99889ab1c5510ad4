using Lts.Agent.Inference;
using Lts.Domain.Devices;

namespace Lts.Agent.Probe;

/// <summary>Finds out what machine this is.</summary>
internal static class DeviceProbe
{
    /// <summary>Reads every fact but those of ONNX Runtime, which the agent's own process never loads.</summary>
    /// <param name="runtime">What ONNX Runtime says of itself.</param>
    /// <param name="time">For the time limit of <c>nvidia-smi</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<DeviceFacts> ProbeAsync(RuntimeFacts runtime, TimeProvider time, CancellationToken cancellationToken)
    {
        var facts = DeviceReader.Current.ReadFacts() with
        {
            Accelerators = await NvidiaSmi.ListAsync(time, cancellationToken),
            OnnxRuntimeVersion = runtime.Version,
            OnnxRuntimeProviders = runtime.Providers,
        };
        return facts with { Fingerprint = DeviceFingerprint.Of(facts) };
    }
}
