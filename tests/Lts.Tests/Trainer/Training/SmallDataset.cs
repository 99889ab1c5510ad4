using Lts.Tests.Support;
using Lts.Trainer.Data;
using Lts.Trainer.Data.Shards;

namespace Lts.Tests.Trainer.Training;

/// <summary>This repository's manual of training, in tokens.</summary>
internal sealed class SmallDataset : IDisposable
{
    private readonly TemporaryDirectory _folder;

    private SmallDataset(TemporaryDirectory folder) => (_folder, Dataset) = (folder, TokenDataset.Open(folder["data"]));

    public TokenDataset Dataset { get; }

    public static async Task<SmallDataset> CreateAsync(int vocabularySize)
    {
        var folder = new TemporaryDirectory();
        var text = Path.Combine(Repository.Root, "docs", "training.md");
        await Preparation.PrepareAsync(
            new DataOptions { Sources = [text], TrainVocabularySize = vocabularySize }, folder["data"], null, CancellationToken.None);
        return new SmallDataset(folder);
    }

    public void Dispose()
    {
        Dataset.Dispose();
        _folder.Dispose();
    }
}
