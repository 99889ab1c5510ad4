using TorchSharp;

namespace Lts.Trainer.Libtorch;

/// <summary>Mixed precision: between making and disposing, matrix products and the like run in a shorter type; weights stay float32.</summary>
internal sealed class Autocast : IDisposable
{
    private readonly torch.ScalarType _type;
    private readonly int _cuda;

    /// <summary>Turns it on for a kind of device, for this thread.</summary>
    public Autocast(DeviceType device, torch.ScalarType type = torch.ScalarType.BFloat16)
    {
        (_cuda, _type) = (device == DeviceType.CUDA ? 1 : 0, type);
        Shim.Check(Shim.lts_autocast(_cuda, 1, (int)_type));
    }

    /// <summary>Turns it off; <c>backward</c> runs after this.</summary>
    public void Dispose() => Shim.Check(Shim.lts_autocast(_cuda, 0, (int)_type));
}
