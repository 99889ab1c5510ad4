namespace Lts.Domain.Trainings;

/// <summary>Losses in the units that people compare. A loss is the mean negative log-likelihood of a token, in nats.</summary>
public static class LossUnits
{
    /// <summary>Perplexity per token: e to the loss.</summary>
    /// <param name="loss">Mean loss in nats per token.</param>
    public static double Perplexity(double loss) => Math.Exp(loss);

    /// <summary>Perplexity per word, which models with different tokenizers can be compared by: e to the nats per word.</summary>
    /// <param name="loss">Mean loss in nats per token.</param>
    /// <param name="tokens">Number of tokens of the text.</param>
    /// <param name="words">Number of words of the same text.</param>
    public static double WordPerplexity(double loss, long tokens, long words) => Math.Exp(loss * tokens / words);

    /// <summary>Bits that the model needs for a byte of the text.</summary>
    /// <param name="loss">Mean loss in nats per token.</param>
    /// <param name="tokens">Number of tokens of the text.</param>
    /// <param name="bytes">Number of bytes of the same text.</param>
    public static double BitsPerByte(double loss, long tokens, long bytes) => loss / Math.Log(2) * tokens / bytes;
}
