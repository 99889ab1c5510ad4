using System.Security.Cryptography;
using Lts.Hosting;
using Lts.Trainer.Data.Tokenization;

namespace Lts.Trainer.Data.Shards;

/// <summary>Reads all of a folder and compares it with its manifest.</summary>
internal static class ShardVerification
{
    /// <summary>Compares every hash.</summary>
    /// <exception cref="UserErrorException">Files that differ: all of them.</exception>
    public static void Verify(TokenDataset data, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        var errors = new List<string>();
        foreach (var shard in data.Manifest.Train.Shards.Concat(data.Manifest.Validation.Shards))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var file = File.OpenRead(Path.Combine(data.Folder, shard.File));
            if (Convert.ToHexStringLower(SHA256.HashData(file)) != shard.Sha256)
            {
                errors.Add($"{file.Name} is not what was written");
            }
        }

        if (TokenizerFile.Load(data.TokenizerPath).Sha256 != data.Manifest.TokenizerSha256)
        {
            errors.Add($"{data.TokenizerPath} is not the tokenizer that the text was encoded with");
        }

        if (errors.Count > 0)
        {
            throw new UserErrorException($"{string.Join('\n', errors)}\nPrepare the data again.", ExitCode.Usage);
        }
    }
}
