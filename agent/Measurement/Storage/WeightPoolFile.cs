using System.Globalization;
using Lts.Domain.Measurements;
using Lts.Hosting;

namespace Lts.Agent.Measurement.Storage;

/// <summary>
/// The weight pools, one file a seed: made once, grown when a graph asks for more, shared by all agents that share the folder. Growing appends,
/// and whatever a killed agent had appended is a valid beginning. The longest unused go where there are too many or too much of them.
/// </summary>
/// <param name="folder">The agent's folder.</param>
/// <param name="time">For waits, and for when a pool was last used.</param>
/// <param name="limits">What all of them may take; <see langword="null"/> for the defaults.</param>
internal sealed class WeightPoolFile(AgentFolder folder, TimeProvider time, PoolLimits? limits = null)
{
    private const long GrowthBytes = 32L << 20; // several candidates' worth, so that a search does not grow it each time
    private const string Suffix = ".bin";
    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(50);

    private readonly PoolLimits _limits = limits ?? new PoolLimits();
    private readonly HashSet<string> _checked = [];

    /// <summary>Makes sure that the pool is at least so large, and is kept until the answer is disposed of.</summary>
    /// <param name="seed">Which pool; each seed has a file of its own.</param>
    /// <param name="requiredBytes">Size that the graph asks for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CandidateRefusedException">The disk is too small for it, however empty.</exception>
    /// <exception cref="UserErrorException">The disk is full, or the folder cannot be written.</exception>
    public async Task<HeldPool> HoldAsync(long seed, long requiredBytes, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder.Pools, string.Create(CultureInfo.InvariantCulture, $"seed-{seed}{Suffix}"));
        // Under one lock, so that nobody deletes what another is about to use.
        using (await LockAsync(Path.Combine(folder.Pools, "lock"), cancellationToken))
        {
            HeldPool? held = null;
            folder.Guard(() => held = Hold(path, seed, requiredBytes, cancellationToken));
            return held!;
        }
    }

    private static long RoundUp(long bytes) => (bytes + GrowthBytes - 1) / GrowthBytes * GrowthBytes;

    private HeldPool Hold(string path, long seed, long requiredBytes, CancellationToken cancellationToken)
    {
        var (bytes, isWhole) = Look(path, seed);
        if (!isWhole || bytes < requiredBytes)
        {
            Write(path, seed, bytes, isWhole ? bytes / sizeof(float) * sizeof(float) : 0, RoundUp(requiredBytes), cancellationToken);
        }
        else
        {
            MakeRoom(path, bytes, 0); // what an older agent left keeps to the limits, too
        }

        _checked.Add(path);
        File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
        return new HeldPool(path, Open(path));
    }

    // The content is looked at once for each start of the agent, for that costs some milliseconds.
    private (long Bytes, bool IsWhole) Look(string path, long seed)
    {
        if (!File.Exists(path))
        {
            return (0, true);
        }

        using var file = Open(path);
        return (file.Length, _checked.Contains(path) || PoolContent.IsWhole(file, seed));
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

    private void Write(string path, long seed, long bytes, long valid, long targetBytes, CancellationToken cancellationToken)
    {
        targetBytes = Math.Max(targetBytes, bytes);
        if (targetBytes > FreeSpace.SizeOf(path))
        {
            // Not a matter of making room: this device will never measure it, and says so once.
            throw new CandidateRefusedException(
                FailureKind.OutOfMemory, $"Its weights need {targetBytes >> 20} MiB on the disk of the agent's folder, which is smaller. They were not written.");
        }

        MakeRoom(path, targetBytes, targetBytes - bytes);
        if (FreeSpace.Shortage("the weight pool", targetBytes - bytes, FreeSpace.Of(path), _limits.FloorBytes) is { } shortage)
        {
            throw new IOException(shortage);
        }

        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        PoolContent.Write(file, seed, valid, targetBytes, cancellationToken);
    }

    private void MakeRoom(string path, long poolBytes, long growthBytes)
    {
        var others = new DirectoryInfo(folder.Pools).EnumerateFiles("*" + Suffix).Where(file => file.FullName != Path.GetFullPath(path))
            .Select(file => new KeptPool(file.FullName, file.Length, file.LastWriteTimeUtc)).ToList();
        PoolEviction.MakeRoom(others, poolBytes, growthBytes, FreeSpace.Of(path), _limits, TryDelete);
    }

    // Who gets a file for himself alone is sure that no measurement has it; closing it then deletes it.
    private bool TryDelete(KeptPool pool)
    {
        try
        {
            new FileStream(pool.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
            DurableFile.TryDelete(pool.Path + ".lock"); // of agents before 0.3, which locked each pool by itself
            _checked.Remove(pool.Path);
            return true;
        }
        catch (Exception e) when (DurableFile.IsDiskFault(e))
        {
            return false;
        }
    }

    // FileShare.None is a lock among processes on every platform; it is let go when its holder dies.
    private async Task<FileStream> LockAsync(string path, CancellationToken cancellationToken)
    {
        folder.Prepare();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (DataDirectoryLock.IsSharingViolation(e))
            {
                await Task.Delay(LockRetry, time, cancellationToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                folder.Guard(() => throw e);
            }
        }
    }
}
