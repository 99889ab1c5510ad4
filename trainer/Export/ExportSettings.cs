using Lts.Onnx.Emission;

namespace Lts.Trainer.Export;

/// <summary>Which ONNX file is wanted.</summary>
internal sealed record ExportSettings
{
    /// <summary>With a key/value cache; defaults to false.</summary>
    public bool WithPast { get; init; }

    /// <summary>A fixed number of tokens; null, the default, leaves it open.</summary>
    public int? SequenceLength { get; init; }

    /// <summary>How matrices are held; defaults to floats.</summary>
    public WeightFormat Weights { get; init; } = WeightFormat.Floating;

    /// <summary>Which positions get logits; defaults to all, which evaluation needs.</summary>
    public LogitsScope Logits { get; init; } = LogitsScope.All;

    /// <summary>Version of ONNX's operators.</summary>
    public int Opset { get; init; } = GraphOptions.MinOpset;

    /// <summary>The graph's options.</summary>
    public GraphOptions ToGraph() => new()
    {
        WithPast = WithPast,
        SequenceLength = SequenceLength,
        Weights = Weights,
        Logits = Logits,
        Opset = Opset,
        Described = true, // so that eval and generate know what it is
    };
}
