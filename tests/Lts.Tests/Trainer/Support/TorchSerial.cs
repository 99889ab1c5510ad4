using Lts.Trainer.Libtorch;

namespace Lts.Tests.Trainer.Support;

/// <summary>libtorch's generator, threads and tensor count belong to the process: its tests run one after the other, on one thread.</summary>
[CollectionDefinition(Name)]
public sealed class TorchSerial : ICollectionFixture<TorchSerial>
{
    public const string Name = "libtorch";

    public TorchSerial()
    {
        if (TorchRuntime.IsInstalled)
        {
            TorchRuntime.Start(threads: 1);
        }
    }
}
