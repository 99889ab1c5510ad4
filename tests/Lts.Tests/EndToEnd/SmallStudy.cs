using Lts.Protos.V1;

namespace Lts.Tests.EndToEnd;

/// <summary>A real search over models so small that each takes a second.</summary>
internal static class SmallStudy
{
    public const int Generations = 3;

    public static CreateStudyRequest Create(string name, params string[] devices) => new()
    {
        Spec = new StudySpec
        {
            Name = name,
            Space = new SearchSpaceSpec
            {
                Preset = "gpt2-quickstart",
                LayerCount = new IntRange { Min = 1, Max = 3 },
                HiddenSize = new IntRange { Min = 32, Max = 128, Step = 32 },
                FeedForwardSize = new IntRange { Min = 64, Max = 256, Step = 64 },
                VocabularySize = 512,
                MaxSequenceLength = 32,
                MinDecoderParameters = 1,
            },
            Evolutionary = new EvolutionarySearch { Generations = Generations, ParentCount = 4, MutatedCount = 3, CrossedCount = 3 },
            Seed = 5,
            Plan = new MeasurementPlan { SequenceLength = 16, MinRounds = 5, MaxRounds = 8, WarmupRuns = 1, MemoryRuns = 2 },
            Devices = { devices },
        },
    };
}
