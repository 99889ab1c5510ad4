using Google.Protobuf.WellKnownTypes;
using Lts.Protos.V1;

namespace Lts.Tests.Cli.Client;

/// <summary>Messages as a coordinator might send them.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Time = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Study Study(StudyState state, int measured = 3) => new()
    {
        Id = "s1",
        Name = "first",
        State = state,
        Spec = new StudySpec
        {
            Name = "first",
            Space = new SearchSpaceSpec { Preset = "gpt2-quickstart" },
            Random = new RandomSearch { Count = 10 },
            Seed = 7,
            Plan = new MeasurementPlan { SequenceLength = 64 },
        },
        CreateTime = Timestamp.FromDateTimeOffset(Time),
        Targets =
        {
            new StudyTarget
            {
                DeviceClass = "cpu-1",
                DeviceNames = { "here" },
                Description = "a CPU, 1 thread, cpu",
                Generation = 1,
                GenerationCount = 2,
                MeasuredCount = measured,
                FailedCount = 1,
                FrontierCount = 2,
                Hypervolume = 0.25,
                RemainingMs = 61_000,
                ExpectedCount = 10,
                Finished = state != StudyState.Running,
            },
        },
    };

    public static StudyUpdate Update(StudyState state, int measured = 3) => new() { Study = Study(state, measured) };

    public static Candidate Measured(int index, double latencyMs) => new()
    {
        Id = $"s1.0.{index}",
        StudyId = "s1",
        DeviceClass = "cpu-1",
        DeviceName = "here",
        Index = index,
        Origin = CandidateOrigin.Given,
        ArchitectureId = "gpt2_00000000000000000000",
        Architecture = Architecture(),
        Parameters = new ParameterCount { Decoder = 1000, Embedding = 500 },
        State = CandidateState.Measured,
        AttemptCount = 1,
        Feasible = true,
        OnFrontier = true,
        Measurement = new Measurement
        {
            Latency = new Latency { LatencyMs = latencyMs, LowMs = latencyMs * 0.99, HighMs = latencyMs * 1.01, Rounds = 20 },
            Memory = new Memory { PeakBytes = 64 << 20, BaselineBytes = 54 << 20, PeakNetBytes = 10 << 20 },
            Verdict = Verdict.Trusted,
        },
    };

    public static Candidate Failed(int index) => new()
    {
        Id = $"s1.0.{index}",
        StudyId = "s1",
        DeviceClass = "cpu-1",
        Index = index,
        Origin = CandidateOrigin.Given,
        Architecture = Architecture(),
        State = CandidateState.Failed,
        Failure = new Failure { Kind = FailureKind.OutOfMemory, Message = "It needed more than 1 GiB.", ExitCode = 137 },
    };

    public static Device Device(string name) => new()
    {
        Name = name,
        Tags = { "pi" },
        DeviceClass = "cpu-1",
        State = DeviceState.Online,
        Settings = new DeviceSettings { Provider = "cpu", Threads = 1 },
        Facts = new DeviceFacts { CpuModel = "a CPU", MemoryBytes = 1L << 30, OnnxruntimeVersion = "1.30.0" },
        LastSeenTime = Timestamp.FromDateTimeOffset(Time),
    };

    private static Architecture Architecture() => new()
    {
        Family = ModelFamily.Gpt2,
        HiddenSize = 64,
        Layers = { new DecoderLayer { FeedForwardSize = 128, HeadCount = 2 } },
        VocabularySize = 100,
        MaxSequenceLength = 64,
    };
}
