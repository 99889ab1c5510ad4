using System.Globalization;
using Lts.Hosting;
using Lts.Trainer.Data;
using Lts.Trainer.Data.Shards;
using Lts.Trainer.Training.Configuration;
using Lts.Trainer.Training.Progress;

namespace Lts.Trainer.Training.Runs;

/// <summary>The text of a run, in tokens: prepared in its folder, or elsewhere before.</summary>
internal static class RunData
{
    /// <summary>Makes the tokens of a new run; what is there already is left as it is.</summary>
    /// <exception cref="Hosting.UserErrorException">The text cannot be used, or the folder not written.</exception>
    public static async Task PrepareAsync(
        TrainerConfiguration configuration, RunFolder folder, ITrainingObserver observer, CancellationToken cancellationToken)
    {
        if (configuration.Data.Shards is not null)
        {
            return;
        }

        var data = configuration.Data;
        var isNew = !ManifestFile.ExistsIn(folder.Data);
        var manifest = await Preparation.PrepareAsync(
            new DataOptions
            {
                Sources = data.Sources,
                TextField = data.TextField,
                ValidationFraction = data.ValidationFraction,
                Tokenizer = data.Tokenizer.File ?? TokenizerChoice.Gpt2Name,
                TrainVocabularySize = data.Tokenizer.TrainVocabularySize,
            },
            folder.Data, null, cancellationToken);
        if (isNew)
        {
            observer.Note(string.Create(CultureInfo.InvariantCulture,
                $"Prepared {manifest.Train.Tokens:N0} tokens to learn and {manifest.Validation.Tokens:N0} held out, vocabulary {manifest.VocabularySize:N0}."));
        }
    }

    /// <summary>Opens the tokens.</summary>
    /// <exception cref="Hosting.UserErrorException">They are missing or damaged.</exception>
    public static TokenDataset Open(TrainerConfiguration configuration, RunFolder folder) =>
        TokenDataset.Open(configuration.Data.Shards ?? folder.Data);

    /// <summary>Keeps a copy of the tokenizer with the run.</summary>
    /// <exception cref="Hosting.UserErrorException">It cannot be written.</exception>
    public static void CopyTokenizer(TokenDataset data, RunFolder folder) =>
        AtomicFile.Write(folder.Tokenizer, stream => stream.Write(File.ReadAllBytes(data.TokenizerPath)));
}
