namespace Lts.Trainer.Training.Configuration;

/// <summary>What computes.</summary>
internal enum DeviceKind
{
    /// <summary>The processor.</summary>
    Cpu = 1,

    /// <summary>An NVIDIA GPU; with several processes, each takes the GPU of its LOCAL_RANK.</summary>
    Cuda = 2,
}
