namespace Lts.Onnx.Emission;

/// <summary>How a graph holds its matrices.</summary>
public enum WeightFormat
{
    /// <summary>32-bit floats.</summary>
    Floating = 0,

    /// <summary>
    /// 8-bit integers from -127 to 127 with a float scale for each output, multiplied with inputs that every run quantises anew (dynamic
    /// quantisation): a quarter of the size. Embeddings of tokens, which are also the head, have a scale per token; those of positions,
    /// biases and gains stay floats.
    /// </summary>
    EightBit = 1,

    /// <summary>
    /// As <see cref="EightBit"/>, but from -63 to 63: on x86 processors without VNNI, ONNX Runtime adds pairs of products in 16 bits, which
    /// saturate with larger weights.
    /// </summary>
    SevenBit = 2,
}
