using Lts.Domain.Architectures;

namespace Lts.Onnx.Emission;

/// <summary>What a graph is for. Everything else about it follows from the architecture.</summary>
public sealed record GraphOptions
{
    /// <summary>The oldest operator set that is written: the first with LayerNormalization.</summary>
    public const int MinOpset = 17;

    /// <summary>The newest operator set that the emitter has been tried with.</summary>
    public const int MaxOpset = 22;

    /// <summary>Number of new tokens in a run; null leaves the dimension dynamic (symbol <c>sequence</c>).</summary>
    public int? SequenceLength { get; init; }

    /// <summary>Number of sequences in a run; null leaves the dimension dynamic (symbol <c>batch</c>).</summary>
    public int? BatchSize { get; init; }

    /// <summary>Which positions get logits; defaults to all.</summary>
    public LogitsScope Logits { get; init; } = LogitsScope.All;

    /// <summary>
    /// Whether keys and values of earlier tokens come in (<c>past_key_0</c>, <c>past_value_0</c>, … of shape (batch, heads, past, head size),
    /// where past may be 0) and those of all tokens so far go out (<c>present_key_0</c>, …). Defaults to false.
    /// </summary>
    public bool WithPast { get; init; }

    /// <summary>Version of ONNX's operators, <see cref="MinOpset"/> to <see cref="MaxOpset"/>; defaults to 17.</summary>
    public int Opset { get; init; } = MinOpset;

    /// <summary>Checks the options against an architecture.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message names it.</exception>
    internal void Validate(Architecture architecture)
    {
        if (SequenceLength is { } sequence && (sequence < 1 || sequence > architecture.MaxSequenceLength))
        {
            throw new ArgumentException(
                $"A sequence of {sequence} tokens does not fit the architecture: choose 1 to {architecture.MaxSequenceLength} (max_sequence_length).");
        }

        if (BatchSize is < 1)
        {
            throw new ArgumentException($"A batch of {BatchSize} sequences is impossible: choose 1 or more.");
        }

        if (!Enum.IsDefined(Logits))
        {
            throw new ArgumentException($"Logits scope {(int)Logits} is unknown: choose All or Last.");
        }

        if (Opset is < MinOpset or > MaxOpset)
        {
            throw new ArgumentException($"Opset {Opset} is not supported: choose {MinOpset} to {MaxOpset}.");
        }
    }
}
