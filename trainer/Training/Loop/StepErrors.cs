using System.Globalization;
using Lts.Hosting;
using Lts.Trainer.Libtorch;
using Lts.Trainer.Training.Configuration;

namespace Lts.Trainer.Training.Loop;

/// <summary>Turns libtorch's errors into messages that say what to do.</summary>
internal static class StepErrors
{
    /// <summary>The message for an error of libtorch.</summary>
    /// <param name="error">What libtorch threw.</param>
    /// <param name="where">For example <c>step 12</c>.</param>
    /// <param name="settings">The sizes that decide how much memory is needed.</param>
    /// <param name="checkpoint">Where the last checkpoint is.</param>
    public static UserErrorException Explain(Exception error, string where, TrainingSettings settings, string checkpoint)
    {
        var first = error.Message.Split('\n')[0];
        var kept = Directory.Exists(checkpoint) ? $" The last checkpoint is kept in {checkpoint}." : "";
        return TorchErrors.IsOutOfMemory(error)
            ? new UserErrorException(string.Create(CultureInfo.InvariantCulture,
                $"There was not enough memory at {where}, with {settings.BatchSize} sequences of {settings.SequenceLength} tokens at a time ({first}).{kept}\n"
                + $"Halve training.batch_size and double training.accumulation_steps: the optimisation stays the same, in about half the memory."),
                ExitCode.Failure, error)
            : new UserErrorException($"libtorch failed at {where}: {first}{kept}", ExitCode.Failure, error);
    }
}
