using Lts.Domain;
using Lts.Domain.Architectures;

namespace Lts.Onnx.Emission;

/// <summary>What a graph is for. Everything else about it follows from the architecture.</summary>
public sealed record GraphOptions
{
    /// <summary>The oldest operator set that is written: the first with LayerNormalization.</summary>
    public const int MinOpset = 17;

    /// <summary>The newest operator set that the emitter has been tried with.</summary>
    public const int MaxOpset = 22;

    /// <summary>Name of the metadata that <see cref="Described"/> writes.</summary>
    public const string ArchitectureKey = "lts.architecture";

    /// <summary>Number of new tokens in a run; null leaves the dimension dynamic (symbol <c>sequence</c>).</summary>
    public int? SequenceLength { get; init; }

    /// <summary>Number of sequences in a run; null leaves the dimension dynamic (symbol <c>batch</c>).</summary>
    public int? BatchSize { get; init; }

    /// <summary>Which positions get logits; defaults to all.</summary>
    public LogitsScope Logits { get; init; } = LogitsScope.All;

    /// <summary>
    /// Whether keys and values of earlier tokens come in (<c>past_key_0</c>, <c>past_value_0</c>, … of shape (batch, heads, past,
    /// head size)) and those of all tokens so far go out (<c>present_key_0</c>, …). The past may be 0; together with the new tokens it
    /// must not exceed the architecture's maximum. Defaults to false.
    /// </summary>
    public bool WithPast { get; init; }

    /// <summary>
    /// Whether sequences of different lengths can share a batch: an input <c>padding</c> of shape (batch) says how many ids at the start of
    /// each row are none. Defaults to false.
    /// </summary>
    public bool WithPadding { get; init; }

    /// <summary>How matrices are held; defaults to 32-bit floats. Others need the weights' values: no weightless graph has them.</summary>
    public WeightFormat Weights { get; init; } = WeightFormat.Floating;

    /// <summary>Whether the file names its architecture, as JSON under <see cref="ArchitectureKey"/> of its metadata. Defaults to false.</summary>
    public bool Described { get; init; }

    /// <summary>Version of ONNX's operators, <see cref="MinOpset"/> to <see cref="MaxOpset"/>; defaults to 17.</summary>
    public int Opset { get; init; } = MinOpset;

    /// <summary>Checks the options against an architecture.</summary>
    /// <exception cref="ValidationException">Options are out of range; every one is named.</exception>
    internal void ThrowIfInvalidFor(Architecture architecture)
    {
        var errors = new List<string>();
        if (SequenceLength is { } sequence && (sequence < 1 || sequence > architecture.MaxSequenceLength))
        {
            errors.Add($"the sequence must have 1 to {architecture.MaxSequenceLength} tokens (max_sequence_length), not {sequence}.");
        }

        if (BatchSize is < 1)
        {
            errors.Add($"the batch must have at least 1 sequence, not {BatchSize}.");
        }

        if (!Enum.IsDefined(Logits))
        {
            errors.Add($"logits must be All or Last, not {(int)Logits}.");
        }

        if (!Enum.IsDefined(Weights))
        {
            errors.Add($"weights must be Floating, EightBit or SevenBit, not {(int)Weights}.");
        }

        if (Opset is < MinOpset or > MaxOpset)
        {
            errors.Add($"the opset must be from {MinOpset} to {MaxOpset}, not {Opset}.");
        }

        if (errors.Count > 0)
        {
            throw new ValidationException("the graph's options", errors);
        }
    }
}
