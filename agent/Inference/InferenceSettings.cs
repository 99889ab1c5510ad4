namespace Lts.Agent.Inference;

/// <summary>How this agent runs graphs; part of the device's class.</summary>
internal sealed record InferenceSettings
{
    /// <summary>ONNX Runtime's CPU kernels.</summary>
    public const string Cpu = "cpu";

    /// <summary>NVIDIA graphics cards.</summary>
    public const string Cuda = "cuda";

    /// <summary><see cref="Cpu"/> or <see cref="Cuda"/>. Default <c>cpu</c>.</summary>
    public string Provider { get; init; } = Cpu;

    /// <summary>Intra-op threads. Default 1, which is what the published frontiers were measured with.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// Folder of a CUDA build of ONNX Runtime: its own <c>libonnxruntime.so</c> and the provider libraries; <see langword="null"/> for the
    /// libraries that come with the agent, which know the CPU only.
    /// </summary>
    public string? CudaLibraries { get; init; }
}
