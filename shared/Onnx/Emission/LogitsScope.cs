namespace Lts.Onnx.Emission;

/// <summary>Which positions of a sequence get logits.</summary>
public enum LogitsScope
{
    /// <summary>Every position: output (batch, sequence, vocabulary).</summary>
    All = 1,

    /// <summary>Only the last position, as generation needs: output (batch, 1, vocabulary).</summary>
    Last = 2,
}
