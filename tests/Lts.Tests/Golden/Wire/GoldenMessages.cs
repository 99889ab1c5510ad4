using Google.Protobuf;
using Google.Protobuf.Reflection;
using Lts.Protos.V1;
using Lts.Tests.Golden.Coordinator;

namespace Lts.Tests.Golden.Wire;

/// <summary>One filled message of each kind that programs send each other.</summary>
internal static class GoldenMessages
{
    private static readonly Graph Graph = new() { Sha256 = new string('a', 64), SizeBytes = 3, Content = ByteString.CopyFrom(1, 2, 3) };

    private static readonly Lease Lease = new()
    {
        AttemptId = "5f1c20ab.0.17.2",
        StudyId = "5f1c20ab",
        CandidateId = "5f1c20ab.0.17",
        Attempt = 2,
        Graph = Graph,
        Plan = GoldenStudies.Evolution.Plan,
    };

    /// <summary>Every message's type, to read bytes of.</summary>
    public static IReadOnlyDictionary<string, MessageDescriptor> Types { get; } = new[]
    {
        AgentReflection.Descriptor, ArchitectureReflection.Descriptor, DeviceReflection.Descriptor, MeasurementReflection.Descriptor,
        StudyReflection.Descriptor, TrainerReflection.Descriptor, TrainingReflection.Descriptor,
    }.SelectMany(file => file.MessageTypes).ToDictionary(type => type.FullName);

    /// <summary>What agents and the coordinator say to each other, and what clients say.</summary>
    public static IEnumerable<IMessage> All =>
    [
        new AgentMessage { Register = GoldenAnswers.Registration("kitchen", "ARM Cortex-A72", 4, "own-class", "pi", "ünïcode") },
        new AgentMessage { Heartbeat = new Heartbeat { HeldAttemptIds = { "a.0.0.1", "a.0.1.1" } } },
        new AgentMessage { Progress = new Progress { AttemptId = "a.0.0.1", Phase = MeasurementPhase.Latency, Rounds = 17 } },
        new AgentMessage { Result = GoldenAnswers.Measured(Lease, Verdict.Throttled) },
        new AgentMessage { Result = GoldenAnswers.Failed(Lease, FailureKind.Crashed) },
        new AgentMessage { LeaseReturned = new LeaseReturned { AttemptId = "a.0.0.1" } },
        new AgentMessage { DrainRequested = new DrainRequested() },
        new CoordinatorMessage
        {
            Registered = new Registered
            {
                DeviceClass = "c", HeartbeatIntervalMs = 5000, LeaseTimeoutMs = 30_000, CoordinatorVersion = "0.1.0", DroppedAttemptIds = { "x" },
            },
        },
        new CoordinatorMessage { Lease = Lease },
        new CoordinatorMessage { CancelLease = new CancelLease { AttemptId = "a.0.0.1" } },
        new CoordinatorMessage { ResultAcknowledged = new ResultAcknowledged { AttemptId = "a.0.0.1" } },
        new CoordinatorMessage { Drain = new Drain { Undo = true } },
        new DownloadGraphRequest { Sha256 = Graph.Sha256, OffsetBytes = 4096 },
        new GraphChunk { OffsetBytes = 4096, Content = Graph.Content },
        .. GoldenStudies.All.Select(spec => new CreateStudyRequest { Spec = spec, ValidateOnly = spec.Priority > 0 }),
        new ListCandidatesRequest { StudyId = "s", Devices = { "tag:pi" }, IncludeSamples = true },
        new GetFrontierRequest { StudyId = "s", Devices = { "tag:pi" } },
        new ListDevicesRequest { Selectors = { "tag:pi" } },
        new DrainDeviceRequest { Name = "kitchen", Undo = true },
        Candidate(),
        .. Trainings(),
    ];

    private static Candidate Candidate() => new()
    {
        Id = "5f1c20ab.0.17",
        StudyId = "5f1c20ab",
        DeviceClass = "c",
        Index = 17,
        Generation = 2,
        Origin = CandidateOrigin.Crossover,
        ParentArchitectureIds = { "gpt2_0", "gpt2_1" },
        ArchitectureId = "gpt2_2",
        Architecture = GoldenStudies.Fixed.Fixed.Architectures[3],
        Parameters = new ParameterCount { Decoder = 123, Embedding = 456 },
        State = CandidateState.Measured,
        AttemptCount = 2,
        DeviceName = "kitchen",
        Measurement = GoldenAnswers.Measured(Lease).Measurement,
        Feasible = true,
        OnFrontier = true,
        Trainings = { new CandidateTraining { TrainingId = "t-1", RecipeSha256 = new string('b', 64), Result = Result() } },
    };

    private static TrainingResult Result() => new()
    {
        ArchitectureId = "gpt2_3",
        DecoderParameters = 1,
        TotalParameters = 2,
        Steps = 3,
        Tokens = 4,
        TrainLoss = 5.5,
        ValidationLoss = 6.5,
        ValidationPerplexity = 7.5,
        WordPerplexity = 8.5,
        BitsPerByte = 9.5,
        CorpusSha256 = "c",
        TokenizerSha256 = "t",
        Seed = 10,
        TrainingS = 11.5,
        Libtorch = "2.6.0",
        Device = "cpu, 2 threads",
        PeakMemoryBytes = 12,
    };

    private static IEnumerable<IMessage> Trainings()
    {
        var spec = new JobSpec
        {
            Architecture = GoldenStudies.Fixed.Fixed.Architectures[2],
            Configuration = """{ "training": { "steps": 10 } }""",
            Corpora = { "docs", "ünïcode" },
            Label = "study: gpt2_2",
        };
        var progress = new TrainingProgress
        {
            Step = 1,
            Steps = 10,
            Tokens = 128,
            TrainLoss = 5.5,
            LearningRate = 0.001,
            GradientNorm = 1.5,
            TokensPerSecond = 1000.5,
            ElapsedS = 0.5,
            ValidationLoss = 5.25,
            ValidationPerplexity = 190.5,
            BitsPerByte = 2.5,
        };
        yield return new SubmitJobRequest { JobId = "t-1", Spec = spec, ValidateOnly = true };
        yield return new JobUpdate
        {
            Job = new Job { Id = "t-1", State = JobState.Completed, Spec = spec, Device = "cpu", StartCount = 2, FailureMessage = "why", Progress = progress, Result = Result() },
            Lines = { progress },
        };
        yield return new ListArtifactsResponse { Artifacts = { new Artifact { Name = "model/model.safetensors", SizeBytes = 3, Sha256 = "ab" } } };
        yield return new DownloadArtifactRequest { JobId = "t-1", Name = "result.json", Offset = 7 };
        yield return new GenerateTextRequest
        {
            JobId = "t-1",
            Prompts = { "Once" },
            MaxTokens = 8,
            Temperature = 0.5,
            TopK = 3,
            TopP = 0.9,
            RepetitionPenalty = 1.1,
            Seed = 2,
            Stop = { "." },
        };
        yield return new GenerateTextResponse { PromptIndex = 1, Text = " upon", EndReason = "max_tokens", TokenCount = 8 };
        yield return new CreateTrainingsRequest
        {
            StudyId = "s",
            Devices = { "tag:pi" },
            Pick = "rank:2",
            Trainer = "http://trainer:5230",
            Configuration = spec.Configuration,
            VocabularySize = 512,
            Corpora = { "docs" },
        };
    }
}
