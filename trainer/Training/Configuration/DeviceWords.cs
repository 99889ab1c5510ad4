namespace Lts.Trainer.Training.Configuration;

/// <summary>How files write devices and precisions.</summary>
internal static class DeviceWords
{
    public const string Cpu = "cpu";
    public const string Cuda = "cuda";
    public const string Float32 = "float32";
    public const string BFloat16 = "bfloat16";

    public static string Of(DeviceKind kind) => kind == DeviceKind.Cuda ? Cuda : Cpu;

    public static string Of(Precision precision) => precision == Precision.BFloat16 ? BFloat16 : Float32;
}
