using Lts.Protos.V1;
using Lts.Tests.EndToEnd.Faults.Devices;

namespace Lts.Tests.EndToEnd.Faults.Harness;

/// <summary>The study whose answer is known: the paper's space, searched on every simulated class.</summary>
internal static class SimulatedStudy
{
    /// <summary>Deaths come by chance here; three of one candidate would be evidence, and it would rightly fail.</summary>
    public const int MaxAttempts = 20;

    /// <summary>Its specification.</summary>
    public static StudySpec Spec(string name, int seed, int generations) => new()
    {
        Name = name,
        Space = new SearchSpaceSpec { Preset = "gpt2-paper" },
        Evolutionary = new EvolutionarySearch { Generations = generations, ParentCount = 10, MutatedCount = 20, CrossedCount = 20 },
        Seed = seed,
        MaxAttempts = MaxAttempts,
        Devices = { "tag:" + SimulatedDevice.Tag },
    };
}
