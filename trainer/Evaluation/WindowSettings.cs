using Lts.Hosting;

namespace Lts.Trainer.Evaluation;

/// <summary>How the window slides over a text.</summary>
/// <param name="Length">Most tokens that the model sees at once.</param>
/// <param name="Stride">Tokens that each window predicts anew, at most <paramref name="Length"/>.</param>
internal sealed record WindowSettings(int Length, int Stride)
{
    /// <summary>Checks what is wanted against what the model can see.</summary>
    /// <param name="maxSequenceLength">Most tokens that the model can see.</param>
    /// <param name="length">Tokens of a window; <see langword="null"/> for all that it can.</param>
    /// <param name="stride">Tokens predicted anew; <see langword="null"/> for half a window.</param>
    /// <exception cref="UserErrorException">Either is out of range.</exception>
    public static WindowSettings For(int maxSequenceLength, int? length = null, int? stride = null)
    {
        var window = length ?? maxSequenceLength;
        if (window < 1 || window > maxSequenceLength)
        {
            throw new UserErrorException(
                $"--window must be from 1 to {maxSequenceLength}, the tokens that this model sees (max_sequence_length), not {window}.", ExitCode.Usage);
        }

        var step = stride ?? Math.Max(1, window / 2);
        return step >= 1 && step <= window
            ? new WindowSettings(window, step)
            : throw new UserErrorException($"--stride must be from 1 to {window}, the tokens of a window, not {step}.", ExitCode.Usage);
    }
}
