namespace Lts.Benchmarks.Trainer;

/// <summary>Sizes of a model and of its step.</summary>
/// <param name="Layers">Decoder layers.</param>
/// <param name="Hidden">Width.</param>
/// <param name="Heads">Heads a layer.</param>
/// <param name="Vocabulary">Token ids.</param>
/// <param name="Length">Tokens a sequence.</param>
/// <param name="Batch">Sequences a step.</param>
/// <param name="Threads">Of libtorch and its BLAS.</param>
internal sealed record StepSize(int Layers, int Hidden, int Heads, int Vocabulary, int Length, int Batch, int Threads)
{
    /// <summary>
    /// Floating-point operations of a step's matrix products: 2 forward and 4 backward a weight and token (the feed-forward is four times as
    /// wide), and those of attention at or below the diagonal only, for what lies above need not be computed.
    /// </summary>
    public double Operations => (double)Batch * Length * ((6.0 * ((12.0 * Layers * Hidden * Hidden) + ((double)Vocabulary * Hidden)))
        + (6.0 * Layers * Length * Hidden));
}
