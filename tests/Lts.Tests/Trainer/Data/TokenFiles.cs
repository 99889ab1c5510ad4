using Lts.Trainer.Data.Shards;

namespace Lts.Tests.Trainer.Data;

/// <summary>Shards with chosen ids.</summary>
internal static class TokenFiles
{
    /// <summary>A split in small files, so that reads go across their borders.</summary>
    public static TokenSplit Split(string folder, IEnumerable<int> ids, int vocabularySize = 65_536, long shardTokens = 37)
    {
        var tokens = ids.ToArray();
        var width = DataManifest.WidthFor(vocabularySize);
        using var writer = new ShardWriter(folder, "train", width, shardTokens);
        writer.Append(tokens);
        var manifest = new SplitManifest { Tokens = tokens.Length, Words = 0, Bytes = 0, Shards = writer.Finish() };
        return new TokenSplit(folder, manifest, width, vocabularySize);
    }
}
