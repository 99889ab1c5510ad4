namespace Lts.Domain.Measurements;

/// <summary>The ways in which a candidate can have no measurement.</summary>
public enum FailureKind
{
    /// <summary>The measuring process died by itself.</summary>
    Crashed = 1,

    /// <summary>Killed at the memory limit, or by the system for memory.</summary>
    OutOfMemory = 2,

    /// <summary>No usable number before the time limit.</summary>
    TimedOut = 3,

    /// <summary>ONNX Runtime would not load or run the graph.</summary>
    RejectedByRuntime = 4,

    /// <summary>Refused before ONNX Runtime saw it.</summary>
    InvalidGraph = 5,

    /// <summary>The graph's bytes could not be fetched, did not match their hash, or found no room on the device's disk.</summary>
    GraphUnavailable = 6,

    /// <summary>The agent could not measure anything: a missing provider.</summary>
    DeviceError = 7,

    /// <summary>The lease expired: the device went away.</summary>
    DeviceLost = 8,
}
