namespace Lts.Agent.Measurement.Storage;

/// <summary>Decides which pools make room for another one. Pure.</summary>
internal static class PoolEviction
{
    /// <summary>The pools to delete, the longest unused first; more than those in the list may be in use, so the caller goes on to the next.</summary>
    /// <param name="others">All pools but the one that is asked for, in any order.</param>
    /// <param name="poolBytes">Size that the pool asked for is going to have.</param>
    /// <param name="growthBytes">What it takes on top of what it has.</param>
    /// <param name="freeBytes">What the disk has left.</param>
    /// <param name="limits">What pools may take.</param>
    /// <param name="tryDelete">Deletes one; <see langword="false"/> when it is in use, and stays.</param>
    public static void MakeRoom(
        IEnumerable<KeptPool> others, long poolBytes, long growthBytes, long freeBytes, PoolLimits limits, Predicate<KeptPool> tryDelete)
    {
        var kept = others.OrderBy(pool => pool.LastUse).ToList();
        var (count, bytes) = (kept.Count + 1, kept.Sum(pool => pool.Bytes) + poolBytes);
        foreach (var pool in kept)
        {
            if (count <= limits.MostPools && bytes <= limits.MostBytes && freeBytes - limits.FloorBytes >= growthBytes)
            {
                return;
            }

            if (tryDelete(pool))
            {
                count--;
                bytes -= pool.Bytes;
                freeBytes += pool.Bytes;
            }
        }
    }
}
