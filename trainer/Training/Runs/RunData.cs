using System.Globalization;
using Lts.Domain;
using Lts.Hosting;
using Lts.Trainer.Data;
using Lts.Trainer.Data.Corpus;
using Lts.Trainer.Data.Shards;
using Lts.Trainer.Data.Tokenization;
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
        if (isNew)
        {
            RequireText(data);
        }

        var manifest = await Preparation.PrepareAsync(
            new DataOptions
            {
                Sources = data.Sources,
                TextField = data.TextField,
                InvalidText = data.InvalidText,
                ValidationFraction = data.ValidationFraction,
                Tokenizer = data.Tokenizer?.File ?? TokenizerChoice.Gpt2Name,
                TrainVocabularySize = data.Tokenizer?.TrainVocabularySize,
            },
            folder.Data, null, cancellationToken);
        if (isNew)
        {
            observer.Note(string.Create(CultureInfo.InvariantCulture,
                $"Prepared {manifest.Train.Tokens:N0} tokens to learn from and {manifest.Validation.Tokens:N0} held out, "
                + $"with a vocabulary of {manifest.VocabularySize:N0} ids."));
        }
    }

    /// <summary>Opens the tokens.</summary>
    /// <exception cref="Hosting.UserErrorException">They are missing or damaged.</exception>
    public static TokenDataset Open(TrainerConfiguration configuration, RunFolder folder) =>
        TokenDataset.Open(configuration.Data.Shards ?? folder.Data);

    /// <summary>Refuses prepared data whose ids another tokenizer made than the one that the configuration names.</summary>
    /// <exception cref="ValidationException">It is another; names the field.</exception>
    /// <exception cref="Hosting.UserErrorException">The tokenizer's file cannot be used.</exception>
    public static void RequireNamedTokenizer(DataSettings settings, TokenDataset data)
    {
        const string field = "data.tokenizer";
        if (settings is not { Shards: not null, Tokenizer: { } named })
        {
            return;
        }

        if (named.TrainVocabularySize is { } size)
        {
            throw new ValidationException(field,
                [$"train_vocabulary_size {size} asks for a tokenizer to be learnt, but data.shards are tokens already. Leave {field} out: prepared data brings its own."]);
        }

        var name = named.File ?? TokenizerChoice.Gpt2Name;
        if (TokenizerFile.LoadNamed(name).Sha256 != data.Manifest.TokenizerSha256)
        {
            throw new ValidationException(field,
                [$"it is {name}, but {data.Folder} (data.shards) was prepared with another tokenizer. Leave {field} out to take that one, "
                    + "or prepare the text again with yours: lts-trainer data prepare --tokenizer."]);
        }
    }

    /// <summary>Says which field names a text that is not there, or has nothing in it.</summary>
    private static void RequireText(DataSettings settings)
    {
        try
        {
            CorpusFiles.Find(settings.Sources);
        }
        catch (UserErrorException e)
        {
            throw new UserErrorException($"data.sources: {e.Message}", e.ExitCode, e);
        }
    }

    /// <summary>Keeps a copy of the tokenizer with the run.</summary>
    /// <exception cref="Hosting.UserErrorException">It cannot be written.</exception>
    public static void CopyTokenizer(TokenDataset data, RunFolder folder) =>
        AtomicFile.Write(folder.Tokenizer, stream => stream.Write(File.ReadAllBytes(data.TokenizerPath)));
}
