namespace Lts.Trainer.Training.Rules;

/// <summary>Losses in the units that people compare. A loss is the mean negative log-likelihood of a token, in nats.</summary>
internal static class Perplexity
{
    /// <summary>Perplexity per token: e to the loss.</summary>
    public static double PerToken(double loss) => Math.Exp(loss);

    /// <summary>Perplexity per word, which models with different tokenizers can be compared by: e to the nats per word.</summary>
    /// <param name="loss">Mean loss in nats per token.</param>
    /// <param name="tokens">Number of tokens of the text.</param>
    /// <param name="words">Number of words of the same text.</param>
    public static double PerWord(double loss, long tokens, long words) => Math.Exp(loss * tokens / words);

    /// <summary>Bits that the model needs for a byte of the text.</summary>
    public static double BitsPerByte(double loss, long tokens, long bytes) => loss / Math.Log(2) * tokens / bytes;
}
