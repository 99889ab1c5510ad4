using System.Runtime.InteropServices;
using Lts.Agent.Measurement;
using Lts.Agent.Measurement.Storage;
using Lts.Domain.Measurements;
using Lts.Hosting;
using Lts.Onnx.Weights;
using Lts.Tests.Support;

namespace Lts.Tests.Agent.Measurement.Storage;

public sealed class WeightPoolFileTests : IDisposable
{
    private const long Mebibyte = 1 << 20;
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Pool_HoldsThePublishedValues()
    {
        var path = await EnsureAsync(1000);
        Assert.Equal([.. Enumerable.Range(0, 100).Select(i => WeightPool.ValueAt(1, i))], Read(path).Take(100));
    }

    [Fact]
    public async Task Growing_KeepsWhatWasThere_AndContinuesIt()
    {
        var path = await EnsureAsync(Mebibyte);
        var before = Read(path);
        await EnsureAsync(before.Length * sizeof(float) + 1);
        var after = Read(path);
        Assert.True(after.Length > before.Length);
        Assert.True(before.AsSpan().SequenceEqual(after.AsSpan(0, before.Length)));
        Assert.Equal(WeightPool.ValueAt(1, after.Length - 1), after[^1]);
    }

    [Theory]
    [InlineData(12_345)] // cut in the middle of an element by a kill
    [InlineData(12_344)]
    public async Task InterruptedPool_IsContinued(int bytesLeft)
    {
        var path = await EnsureAsync(Mebibyte);
        var whole = Read(path);
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(bytesLeft);
        }

        await EnsureAsync(Mebibyte);
        Assert.True(whole.AsSpan().SequenceEqual(Read(path)));
    }

    [Fact]
    public async Task PoolThatLostItsContent_IsWrittenAnew()
    {
        var path = await EnsureAsync(Mebibyte);
        var whole = Read(path);
        File.WriteAllBytes(path, new byte[500_000]);
        await EnsureAsync(Mebibyte);
        Assert.True(whole.AsSpan().SequenceEqual(Read(path)));
    }

    [Fact]
    public async Task TwoAgents_OnOneFolder_MakeOnePool()
    {
        var paths = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => EnsureAsync(Mebibyte))));
        Assert.Single(paths.Distinct());
        Assert.Equal(WeightPool.ValueAt(1, 5), Read(paths[0])[5]);
    }

    [Fact]
    public async Task PoolLargerThanTheDisk_FailsTheCandidate_ForNoRoomCouldBeMadeForIt()
    {
        var e = await Assert.ThrowsAsync<CandidateRefusedException>(() => EnsureAsync(1L << 60));
        Assert.Equal(FailureKind.OutOfMemory, e.Kind);
        Assert.Contains("which is smaller", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PoolDamagedInTheMiddle_IsMendedAtTheNextStart()
    {
        var path = await EnsureAsync(Mebibyte);
        var whole = Read(path);
        using (var file = File.OpenWrite(path))
        {
            file.Position = 8 * Mebibyte;
            file.Write(new byte[2 * Mebibyte]);
        }

        await EnsureAsync(Mebibyte);
        Assert.True(whole.AsSpan().SequenceEqual(Read(path)));
    }

    [Fact]
    public async Task ManySeeds_LeaveOnlyTheLatestPools()
    {
        var limits = new PoolLimits { MostPools = 2 };
        var clock = new ManualTimeProvider();
        foreach (var seed in (long[])[1, 2, 3, -4, 5])
        {
            await HoldAndLetGoAsync(seed, limits, clock);
        }

        Assert.Equal(["seed--4.bin", "seed-5.bin"], Pools());
    }

    [Fact]
    public async Task PoolsOfTooManyBytesTogether_MakeRoom_TheLongestUnusedFirst()
    {
        var limits = new PoolLimits { MostBytes = 64 * Mebibyte }; // each is made 32 MiB large
        var clock = new ManualTimeProvider();
        foreach (var seed in (long[])[1, 2, 1, 3])
        {
            await HoldAndLetGoAsync(seed, limits, clock);
        }

        Assert.Equal(["seed-1.bin", "seed-3.bin"], Pools());
    }

    [Fact]
    public async Task PoolInUse_IsNeverEvicted()
    {
        var limits = new PoolLimits { MostPools = 1 };
        var other = new WeightPoolFile(new AgentFolder(_folder.FullName), TimeProvider.System, limits);
        using (await other.HoldAsync(1, 1000, CancellationToken.None))
        {
            await HoldAndLetGoAsync(2, limits, new ManualTimeProvider());
            Assert.Equal(["seed-1.bin", "seed-2.bin"], Pools());
        }

        await HoldAndLetGoAsync(3, limits, new ManualTimeProvider());
        Assert.Equal(["seed-3.bin"], Pools());
    }

    [Fact]
    public async Task FreeSpaceBelowTheFloor_IsLeftAlone()
    {
        var limits = new PoolLimits { FloorBytes = 1L << 60 };

        var e = await Assert.ThrowsAsync<UserErrorException>(() => HoldAndLetGoAsync(1, limits, new ManualTimeProvider()));

        Assert.Equal(ExitCode.Storage, e.ExitCode);
        Assert.Contains("MiB are left alone", e.Message, StringComparison.Ordinal);
        Assert.All(Pools(), pool => Assert.Equal(0, new FileInfo(Path.Combine(_folder["pools"], pool)).Length));
    }

    private string[] Pools() =>
        [.. new DirectoryInfo(_folder["pools"]).GetFiles("*.bin").Select(file => file.Name).Order(StringComparer.Ordinal)];

    private async Task HoldAndLetGoAsync(long seed, PoolLimits limits, ManualTimeProvider clock)
    {
        clock.Advance(TimeSpan.FromMinutes(1));
        (await new WeightPoolFile(new AgentFolder(_folder.FullName), clock, limits).HoldAsync(seed, 1000, CancellationToken.None)).Dispose();
    }

    private async Task<string> EnsureAsync(long bytes)
    {
        using var held = await new WeightPoolFile(new AgentFolder(_folder.FullName), TimeProvider.System).HoldAsync(1, bytes, CancellationToken.None);
        return held.Path;
    }

    private static float[] Read(string path) => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();
}
