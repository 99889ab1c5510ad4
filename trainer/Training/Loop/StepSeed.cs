namespace Lts.Trainer.Training.Loop;

/// <summary>
/// Seeds of torch's generator. Each step and each process begins with one of its own, so that dropout is a function of seed, step and rank:
/// a run that goes on needs no saved generator, and no two processes drop the same activations.
/// </summary>
internal static class StepSeed
{
    /// <summary>Seed of the initial weights.</summary>
    public static long Initial(int seed) => Of(seed, 0, 0);

    /// <summary>Seed of a step's dropout.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="step">The step, from 1.</param>
    /// <param name="rank">The process, from 0.</param>
    public static long Of(int seed, int step, int rank)
    {
        var state = Mix(Mix(Mix((ulong)seed) ^ (ulong)step) ^ (ulong)rank);
        return (long)(state >> 1);
    }

    /// <summary>The finaliser of SplitMix64 (Steele et al. 2014).</summary>
    private static ulong Mix(ulong z)
    {
        z += 0x9e3779b97f4a7c15;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111eb;
        return z ^ (z >>> 31);
    }
}
