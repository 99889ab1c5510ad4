using System.Collections.Concurrent;
using System.Security.Cryptography;
using Lts.Hosting;

namespace Lts.Trainer.Service.Artifacts;

/// <summary>Hashes of files, each computed once while the service runs. Safe for several threads.</summary>
internal sealed class ArtifactHashes
{
    private readonly ConcurrentDictionary<(string Path, long SizeBytes, DateTime Written), string> _known = new();

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    /// <exception cref="UserErrorException">The file cannot be read.</exception>
    public async Task<string> Sha256Async(ArtifactFile file, CancellationToken cancellationToken)
    {
        try
        {
            var key = (file.Path, file.SizeBytes, File.GetLastWriteTimeUtc(file.Path));
            if (_known.TryGetValue(key, out var known))
            {
                return known;
            }

            await using var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous);
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
            return _known.GetOrAdd(key, hash);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{file.Path} cannot be read: {e.Message}", ExitCode.Storage, e);
        }
    }
}
