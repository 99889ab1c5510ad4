using Lts.Protos.V1;

namespace Lts.Tests.Coordinator.Support;

/// <summary>Studies that are over quickly.</summary>
internal static class SmallSpecs
{
    public static StudySpec Random(string name, int count = 12, int batch = 4, long seed = 7) => new()
    {
        Name = name,
        Space = new SearchSpaceSpec { Preset = "gpt2-quickstart" },
        Random = new RandomSearch { Count = count, BatchSize = batch },
        Seed = seed,
    };

    public static StudySpec Evolutionary(string name, long seed = 7) => new()
    {
        Name = name,
        Space = new SearchSpaceSpec { Preset = "gpt2-quickstart" },
        Evolutionary = new EvolutionarySearch { Generations = 4, ParentCount = 3, MutatedCount = 4, CrossedCount = 4 },
        Seed = seed,
    };
}
