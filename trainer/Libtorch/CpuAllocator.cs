namespace Lts.Trainer.Libtorch;

/// <summary>
/// The caching allocator of tensors on the CPU: what one step frees the next one uses, instead of the system clearing it page by page again.
/// </summary>
internal static unsafe class CpuAllocator
{
    /// <summary>What the allocator holds, in bytes. Blocks below 1 MiB are malloc's and not counted.</summary>
    /// <param name="Live">Bytes held by tensors.</param>
    /// <param name="Cached">Bytes kept for reuse.</param>
    /// <param name="Peak">The most bytes that tensors ever held.</param>
    /// <param name="Mappings">Blocks ever asked of the system; it stops growing once steps repeat.</param>
    internal readonly record struct Statistics(long Live, long Cached, long Peak, long Mappings);

    /// <summary>What it holds at this moment.</summary>
    public static Statistics Current
    {
        get
        {
            var numbers = stackalloc long[4];
            Shim.lts_allocator_stats(numbers);
            return new(numbers[0], numbers[1], numbers[2], numbers[3]);
        }
    }

    /// <summary>
    /// Puts it in, or changes its bounds. A tensor beyond the limit is an error that <see cref="TorchErrors.IsOutOfMemory"/> knows,
    /// where the system would have killed the process.
    /// </summary>
    /// <param name="limit">Bytes that tensors may hold; null: what the machine or container has.</param>
    /// <param name="cacheLimit">Bytes kept for reuse; null: half of that.</param>
    public static void Install(long? limit = null, long? cacheLimit = null)
    {
        var available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var bound = limit ?? available;
        Shim.Check(Shim.lts_allocator_install((ulong)bound, (ulong)(cacheLimit ?? Math.Max(1, bound / 2))));
    }

    /// <summary>Gives what is kept for reuse back to the system.</summary>
    public static void Trim() => Shim.lts_allocator_trim();
}
