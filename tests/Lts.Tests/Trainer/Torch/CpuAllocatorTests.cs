using System.Runtime.InteropServices;
using Lts.Tests.Trainer.Support;
using Lts.Trainer.Libtorch;
using static TorchSharp.torch;

namespace Lts.Tests.Trainer.Torch;

[Collection(TorchSerial.Name)]
public sealed class CpuAllocatorTests
{
    private const long Elements = 3 << 20; // 12 MiB

    [TorchFact]
    public void FreedBlock_IsUsedAgain_InsteadOfANewOne()
    {
        CpuAllocator.Trim();
        ones(Elements).Dispose();
        var before = CpuAllocator.Current;
        for (var i = 0; i < 5; i++)
        {
            using var t = zeros(Elements);
            Assert.Equal(0, t.data<float>().ToArray()[^1]);
        }

        Assert.Equal(before.Mappings, CpuAllocator.Current.Mappings);
        Assert.Equal(before.Live, CpuAllocator.Current.Live);
        CpuAllocator.Trim();
        Assert.Equal(0, CpuAllocator.Current.Cached);
    }

    [TorchFact]
    public void TensorBeyondTheLimit_IsANamedError_AndSmallerOnesGoOn()
    {
        try
        {
            CpuAllocator.Trim();
            CpuAllocator.Install(limit: CpuAllocator.Current.Live + (20 << 20));
            using var first = ones(Elements);
            var e = Assert.Throws<ExternalException>(() => ones(Elements));
            Assert.True(TorchErrors.IsOutOfMemory(e), e.Message);
            Assert.Contains("out of memory", e.Message, StringComparison.Ordinal);
            using var small = ones(1 << 20);
            Assert.Equal(1 << 20, small.sum().item<float>());
        }
        finally
        {
            CpuAllocator.Install();
        }
    }

    [TorchFact]
    public void CachedBlocks_AreGivenBack_BeforeMemoryRunsOut()
    {
        try
        {
            CpuAllocator.Trim();
            CpuAllocator.Install(limit: CpuAllocator.Current.Live + (20 << 20));
            ones(Elements).Dispose();
            using var other = ones(Elements + (1 << 20));
            Assert.True(CpuAllocator.Current.Cached < Elements * 4);
        }
        finally
        {
            CpuAllocator.Install();
        }
    }

    [TorchFact]
    public void CacheLimit_BoundsWhatIsKept()
    {
        try
        {
            CpuAllocator.Trim();
            CpuAllocator.Install(cacheLimit: 13 << 20);
            using (ones(Elements))
            using (ones(Elements))
            {
            }

            Assert.InRange(CpuAllocator.Current.Cached, 1, 13 << 20);
        }
        finally
        {
            CpuAllocator.Install();
        }
    }

    [TorchFact]
    public void Blas_IsAFastOne_AndNamed()
    {
        Assert.NotEmpty(TorchRuntime.Blas);
        Assert.Matches("""^\d\.\d+$""", TorchRuntime.Version);
    }
}
