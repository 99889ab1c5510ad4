using Lts.Domain;
using Lts.Hosting;
using Microsoft.Extensions.Logging;

namespace Lts.Agent.Connection;

/// <summary>Downloaded graphs on disk, by hash; the longest unused go first, and none is kept where the disk is short. It is only a cache: what fails here is fetched again.</summary>
/// <param name="directory">Created when first used.</param>
/// <param name="maxBytes">Limit of all files together, in bytes.</param>
/// <param name="time">The clock that marks use.</param>
/// <param name="log">Told what could not be cached.</param>
internal sealed class GraphCache(string directory, long maxBytes, TimeProvider time, ILogger log)
{
    /// <summary>Most graphs that are kept.</summary>
    internal const int MostGraphs = 1_000;

    private const string Suffix = ".onnx";

    private readonly Lock _gate = new();

    /// <summary>The graph's bytes, or <see langword="null"/>. A file that does not match its name is deleted.</summary>
    public byte[]? Find(string sha256)
    {
        var path = PathOf(sha256);
        lock (_gate)
        {
            try
            {
                if (!File.Exists(path))
                {
                    return null;
                }

                var bytes = File.ReadAllBytes(path);
                if (GraphHash.Matches(bytes, sha256))
                {
                    File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
                    return bytes;
                }

                File.Delete(path);
            }
            catch (Exception e) when (DurableFile.IsDiskFault(e))
            {
                ConnectionLog.CacheFailed(log, sha256, e.Message);
            }
        }

        return null;
    }

    /// <summary>Keeps a graph, and drops others where that takes too much room.</summary>
    /// <param name="sha256">A valid hash that the bytes match.</param>
    /// <param name="bytes">The ONNX model's bytes.</param>
    public void Put(string sha256, ReadOnlyMemory<byte> bytes)
    {
        lock (_gate)
        {
            try
            {
                Directory.CreateDirectory(directory);
                MakeRoom(bytes.Length);
                if (bytes.Length <= maxBytes && FreeSpace.Of(directory) - Limits.FreeDiskBytes >= bytes.Length)
                {
                    DurableFile.Write(PathOf(sha256), bytes);
                    File.SetLastWriteTimeUtc(PathOf(sha256), time.GetUtcNow().UtcDateTime);
                }
            }
            catch (Exception e) when (DurableFile.IsDiskFault(e))
            {
                ConnectionLog.CacheFailed(log, sha256, e.Message);
            }
        }
    }

    private void MakeRoom(long needed)
    {
        var files = new DirectoryInfo(directory).GetFiles("*" + Suffix).OrderBy(f => f.LastWriteTimeUtc).ToList();
        var used = files.Sum(f => f.Length);
        var count = files.Count;
        foreach (var file in files.TakeWhile(_ => used + needed > maxBytes || count >= MostGraphs))
        {
            used -= file.Length;
            count--;
            file.Delete();
        }
    }

    private string PathOf(string sha256) => Path.Combine(directory, sha256 + Suffix);
}
