using System.Globalization;
using Lts.Hosting;
using Lts.Trainer.Libtorch;
using Lts.Trainer.Models;
using Lts.Trainer.Training.Configuration;
using TorchSharp;
using static TorchSharp.torch;

namespace Lts.Trainer.Training.Loop;

/// <summary>The device that computes, with its precision and threads.</summary>
internal sealed class Compute
{
    private readonly Device _device;
    private readonly Precision _precision;

    /// <summary>Sets libtorch up.</summary>
    /// <param name="settings">What the configuration asks for.</param>
    /// <param name="localRank">Number of the GPU on this machine, from 0.</param>
    /// <exception cref="UserErrorException">libtorch cannot be used, or there is no such GPU.</exception>
    public Compute(DeviceSettings settings, int localRank)
    {
        TorchRuntime.Start(settings.Threads);
        var threads = TorchRuntime.Threads;
        _precision = settings.Precision;
        if (settings.Kind == DeviceKind.Cuda && !cuda.is_available())
        {
            throw new UserErrorException(
                "device.kind is cuda, but libtorch finds no NVIDIA GPU here (or was built without CUDA). Set device.kind to cpu.",
                ExitCode.Unavailable);
        }

        _device = settings.Kind == DeviceKind.Cuda ? new Device(DeviceType.CUDA, localRank) : CPU;
        Description = settings.Kind == DeviceKind.Cuda
            ? string.Create(CultureInfo.InvariantCulture, $"cuda:{localRank}, {DeviceWords.Of(settings.Precision)}")
            : string.Create(CultureInfo.InvariantCulture, $"cpu, {threads} thread{(threads == 1 ? "" : "s")}");
    }

    /// <summary>For people: <c>cpu, 2 threads</c>.</summary>
    public string Description { get; }

    /// <summary>Version of libtorch.</summary>
    public static string LibtorchVersion => TorchRuntime.Version;

    /// <summary>Largest resident memory of the process so far.</summary>
    public static long PeakMemoryBytes()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    /// <summary>Whether a GPU computes.</summary>
    public bool IsCuda => _device.type == DeviceType.CUDA;

    /// <summary>Moves a model to the device.</summary>
    public void Place(DecoderModel model) => model.to(_device);

    /// <summary>A tensor on the device.</summary>
    public Tensor Put(Tensor tensor) => tensor.to(_device);

    /// <summary>Until disposed, matrix products are computed in the configured precision.</summary>
    public IDisposable? Autocast() => _precision == Precision.BFloat16 ? new Autocast(DeviceType.CUDA) : null;
}
