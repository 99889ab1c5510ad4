namespace Lts.Trainer.Training.Configuration;

/// <summary>How files write devices and precisions.</summary>
internal static class DeviceWords
{
    /// <summary>The processor.</summary>
    public const string Cpu = "cpu";
    /// <summary>An NVIDIA GPU.</summary>
    public const string Cuda = "cuda";
    /// <summary>Float32 throughout.</summary>
    public const string Float32 = "float32";
    /// <summary>Matrix products in bfloat16, all else in float32.</summary>
    public const string BFloat16 = "bfloat16";

    /// <summary>The word of a device.</summary>
    public static string Of(DeviceKind kind) => kind == DeviceKind.Cuda ? Cuda : Cpu;

    /// <summary>The word of a precision.</summary>
    public static string Of(Precision precision) => precision == Precision.BFloat16 ? BFloat16 : Float32;
}
