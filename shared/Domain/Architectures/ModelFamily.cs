namespace Lts.Domain.Architectures;

/// <summary>The kind of decoder that an architecture describes. Its name on disk is Archai's <c>arch_type</c>.</summary>
public enum ModelFamily
{
    /// <summary>GPT-2: learned positions, pre-layer-norm blocks, GELU, output head tied to the token embedding.</summary>
    Gpt2 = 1,
}
