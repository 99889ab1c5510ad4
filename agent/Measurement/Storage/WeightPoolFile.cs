using System.Globalization;
using System.Runtime.InteropServices;
using Lts.Hosting;
using Lts.Onnx.Weights;

namespace Lts.Agent.Measurement.Storage;

/// <summary>
/// The pool file of a seed: made once, grown when a graph asks for more, shared by all agents that share the folder. Its element i
/// depends on the seed and i alone, so growing appends, and whatever a killed agent had appended is a valid beginning.
/// </summary>
internal sealed class WeightPoolFile(AgentFolder folder, TimeProvider time)
{
    private const long GrowthBytes = 32L << 20; // several candidates' worth, so that a search does not grow it each time
    private const int ChunkElements = 1 << 20;
    private const int CheckedElements = 1024;
    private const double MebibyteBytes = 1 << 20;
    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(50);

    /// <summary>Makes sure that the pool is at least so large.</summary>
    /// <param name="seed">Which pool; each seed has a file of its own.</param>
    /// <param name="requiredBytes">Size that the graph asks for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The file's path.</returns>
    /// <exception cref="UserErrorException">The disk is full, or the folder cannot be written.</exception>
    public async Task<string> EnsureAsync(long seed, long requiredBytes, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder.Pools, string.Create(CultureInfo.InvariantCulture, $"seed-{seed}.bin"));
        if (IsLargeEnough(path, requiredBytes))
        {
            return path;
        }

        using (await LockAsync(path + ".lock", cancellationToken))
        {
            if (!IsLargeEnough(path, requiredBytes))
            {
                Grow(path, seed, RoundUp(requiredBytes), cancellationToken);
            }
        }

        return path;
    }

    private static bool IsLargeEnough(string path, long requiredBytes) =>
        new FileInfo(path) is { Exists: true } file && file.Length >= requiredBytes;

    private static long RoundUp(long bytes) => (bytes + GrowthBytes - 1) / GrowthBytes * GrowthBytes;

    private void Grow(string path, long seed, long targetBytes, CancellationToken cancellationToken) => folder.Guard(() =>
    {
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var valid = EndsAsItShould(file, seed) ? file.Length / sizeof(float) * sizeof(float) : 0;
        RefuseIfTooSmall(path, targetBytes - valid);
        file.Position = valid;
        var chunk = new float[ChunkElements];
        for (var index = valid / sizeof(float); index < targetBytes / sizeof(float); index += ChunkElements)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var count = (int)Math.Min(ChunkElements, (targetBytes / sizeof(float)) - index);
            WeightPool.Fill(chunk.AsSpan(0, count), index, seed);
            file.Write(MemoryMarshal.AsBytes(chunk.AsSpan(0, count)));
        }

        file.Flush(flushToDisk: true);
    });

    // After a power cut a file system may have kept the length and lost the content: then it is all written anew.
    private static bool EndsAsItShould(FileStream file, long seed)
    {
        var elements = file.Length / sizeof(float);
        var count = (int)Math.Min(elements, CheckedElements);
        var (found, expected) = (new float[count], new float[count]);
        file.Position = (elements - count) * sizeof(float);
        file.ReadExactly(MemoryMarshal.AsBytes(found.AsSpan()));
        WeightPool.Fill(expected, elements - count, seed);
        return found.AsSpan().SequenceEqual(expected);
    }

    private static void RefuseIfTooSmall(string path, long neededBytes)
    {
        var free = new DriveInfo(Path.GetFullPath(path)).AvailableFreeSpace;
        if (free < neededBytes)
        {
            throw new IOException(string.Create(
                CultureInfo.InvariantCulture,
                $"the weight pool needs {neededBytes / MebibyteBytes:F0} MiB more, but only {free / MebibyteBytes:F0} MiB are free."));
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
