using Lts.Domain.Devices;

namespace Lts.Agent.Probe;

/// <summary>Reads one operating system's view of the machine. Nothing here throws: what cannot be read stays empty.</summary>
internal interface IDeviceReader
{
    /// <summary>The facts that do not change; those of ONNX Runtime, accelerators and the fingerprint are left empty.</summary>
    public DeviceFacts ReadFacts();

    /// <summary>The state at this moment.</summary>
    public DeviceReadings ReadState();
}
