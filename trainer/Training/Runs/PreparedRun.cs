using Lts.Domain.Architectures;
using Lts.Domain.Trainings;
using Lts.Trainer.Data.Shards;
using Lts.Trainer.Training.Configuration;

namespace Lts.Trainer.Training.Runs;

/// <summary>A run whose folder, data and architecture are settled.</summary>
/// <param name="Folder">The run folder.</param>
/// <param name="Configuration">The configuration, with the architecture complete.</param>
/// <param name="Architecture">What is trained, with the vocabulary that the data has.</param>
/// <param name="Data">The text in tokens, opened; the session disposes of it.</param>
internal sealed record PreparedRun(RunFolder Folder, TrainerConfiguration Configuration, Architecture Architecture, TokenDataset Data)
{
    /// <summary>Bits per byte of the held-out text at a loss.</summary>
    public double BitsPerByte(double loss) =>
        LossUnits.BitsPerByte(loss, Data.Manifest.Validation.Tokens, Data.Manifest.Validation.Bytes);

    /// <summary>Perplexity per word of the held-out text at a loss.</summary>
    public double WordPerplexity(double loss) =>
        LossUnits.WordPerplexity(loss, Data.Manifest.Validation.Tokens, Data.Manifest.Validation.Words);
}
