using Lts.Hosting;
using Lts.Trainer.Data.Tokenization;

namespace Lts.Trainer.Data.Shards;

/// <summary>A folder of token shards.</summary>
internal sealed class TokenDataset : IDisposable
{
    private TokenDataset(string folder, DataManifest manifest)
    {
        (Folder, Manifest) = (folder, manifest);
        Train = new TokenSplit(folder, manifest.Train, manifest.BytesPerToken, manifest.VocabularySize);
        try
        {
            Validation = new TokenSplit(folder, manifest.Validation, manifest.BytesPerToken, manifest.VocabularySize);
        }
        catch
        {
            Train.Dispose();
            throw;
        }
    }

    /// <summary>Where the shards lie.</summary>
    public string Folder { get; }

    /// <summary>What is in it.</summary>
    public DataManifest Manifest { get; }

    /// <summary>What is learnt.</summary>
    public TokenSplit Train { get; }

    /// <summary>What is held out.</summary>
    public TokenSplit Validation { get; }

    /// <summary>The tokenizer's file.</summary>
    public string TokenizerPath => Path.Combine(Folder, TokenizerFile.FileName);

    /// <summary>Opens a folder; reads no tokens yet.</summary>
    /// <exception cref="UserErrorException">There is no finished data in it, or a file is missing or cut.</exception>
    public static TokenDataset Open(string folder) => new(folder, ManifestFile.Read(folder));

    /// <inheritdoc/>
    public void Dispose()
    {
        Train.Dispose();
        Validation.Dispose();
    }
}
