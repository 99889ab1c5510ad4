using Lts.Domain.Trainings;

namespace Lts.Trainer.Evaluation;

/// <summary>How well a model predicts a text, in the units that people compare.</summary>
/// <param name="Nats">Negative log-likelihood of all tokens that were predicted, in nats.</param>
/// <param name="Tokens">Number of tokens that were predicted.</param>
/// <param name="Words">Words of the text: runs of bytes between ASCII white space.</param>
/// <param name="Bytes">Bytes of the text.</param>
internal sealed record TextScore(double Nats, long Tokens, long Words, long Bytes)
{
    /// <summary>Nothing yet.</summary>
    public static TextScore Nothing { get; } = new(0, 0, 0, 0);

    /// <summary>Mean loss in nats per token.</summary>
    public double Loss => Nats / Tokens;

    /// <summary>Perplexity per token; <see langword="null"/> where it is beyond any number.</summary>
    public double? Perplexity => Finite(LossUnits.Perplexity(Loss));

    /// <summary>
    /// Perplexity per word, by which models with different tokenizers can be compared; <see langword="null"/> where the text has no words, or so
    /// long ones (text without spaces) that it is beyond any number.
    /// </summary>
    public double? WordPerplexity => Finite(LossUnits.WordPerplexity(Loss, Tokens, Words));

    /// <summary>Bits that the model needs for a byte.</summary>
    public double BitsPerByte => LossUnits.BitsPerByte(Loss, Tokens, Bytes);

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    /// <summary>Both texts together.</summary>
    public TextScore Add(TextScore other) => new(Nats + other.Nats, Tokens + other.Tokens, Words + other.Words, Bytes + other.Bytes);
}
