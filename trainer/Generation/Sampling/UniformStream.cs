namespace Lts.Trainer.Generation.Sampling;

/// <summary>Reproducible uniform numbers: SplitMix64 (Steele, Lea and Flood, 2014), the same on every platform.</summary>
internal sealed class UniformStream
{
    private const ulong Step = 0x9E37_79B9_7F4A_7C15;
    private ulong _state;

    /// <summary>A stream of its own for each row of a seed.</summary>
    public UniformStream(long seed, int row) => _state = Mix((ulong)seed + Step) ^ Mix((ulong)row + 1);

    /// <summary>The next number, at least 0 and below 1.</summary>
    public double Next() => (Mix(_state += Step) >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
