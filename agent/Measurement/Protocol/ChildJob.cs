namespace Lts.Agent.Measurement.Protocol;

/// <summary>What a measuring process is for. It does one job and ends.</summary>
internal enum ChildJob
{
    /// <summary>Load ONNX Runtime and say what it is.</summary>
    Describe = 1,

    /// <summary>Peak memory of the candidate alone.</summary>
    Memory = 2,

    /// <summary>Rounds of the candidate and the reference.</summary>
    Latency = 3,

    /// <summary>The reference alone.</summary>
    Calibrate = 4,
}
