namespace Lts.Onnx.Emission;

/// <summary>The cache of a layer: keys and values are (B, heads, tokens, head size) each.</summary>
/// <param name="HeadCount">Heads that have keys and values of their own.</param>
/// <param name="HeadSize">Width of one.</param>
public readonly record struct CacheShape(int HeadCount, int HeadSize);
