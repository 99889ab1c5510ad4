using System.Collections.Immutable;
using Lts.Domain.Candidates;
using Lts.Domain.Families;
using Lts.Domain.Measurements;
using Lts.Domain.Metrics;
using Lts.Domain.Spaces;
using Lts.Domain.Studies;
using Lts.Domain.Trainings;
using Lts.Hosting.Terminals;
using Lts.Reports;
using Lts.Reports.Data;
using Lts.Reports.Formats;
using Lts.Search;

namespace Lts.Tests.Reports;

/// <summary>A small report whose every number is known, and the means to render it.</summary>
internal static class SampleReport
{
    public static readonly DateTimeOffset Start = new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);

    /// <summary>One device: a measured candidate on the frontier, a failed one, one that waits.</summary>
    public static ReportData Create(string deviceName = "pi", string failureMessage = "died", string studyName = "sample") => Of(
        studyName,
        deviceName,
        [
            Candidate(0) with
            {
                Outcome = Measurement(12.5),
                State = CandidateState.Measured,
                DeviceName = deviceName,
                IsFeasible = true,
                IsOnFrontier = true,
            },
            Candidate(1) with
            {
                Outcome = new MeasurementFailure { Kind = FailureKind.OutOfMemory, Message = failureMessage, ExitCode = 137 },
                State = CandidateState.Failed,
                DeviceName = deviceName,
                ParentIds = [Candidate(0).Architecture.Id],
            },
            Candidate(2),
        ]);

    public static ReportData Of(string studyName, string deviceName, ImmutableArray<Candidate> candidates) => new()
    {
        StudyName = studyName,
        StudyId = "st_1",
        State = StudyState.Completed,
        CreateTime = Start,
        EndTime = Start.AddMinutes(5),
        Problem = new SearchProblem(SearchSpaces.Gpt2Quickstart, Objective.Defaults, [], 1, null),
        Algorithm = new RandomSearchOptions { Count = candidates.Length, BatchSize = Math.Max(1, candidates.Length) },
        Plan = new MeasurementPlan(),
        Targets =
        [
            new ReportTarget
            {
                DeviceClass = "arm-1t-0a0a",
                DeviceNames = [deviceName],
                Description = "ARM, 1 thread, cpu",
                MeasuredCount = candidates.Count(c => c.Measurement is not null),
                FailedCount = candidates.Count(c => c.Failure is not null),
                Candidates = candidates,
            },
        ],
        StudyFile = "name: sample\nrandom: { count: 3 }\n",
        ToolVersion = "0.1.0",
        GeneratedTime = Start.AddMinutes(6),
    };

    public static Candidate Candidate(int index) => new()
    {
        Key = new CandidateKey("st_1", 0, index),
        Architecture = new Gpt2Shape
        {
            HiddenSize = 128,
            Layers = [new Gpt2Layer(256, 2), new Gpt2Layer(512 + (64 * index), 4)],
            VocabularySize = 8192,
            MaxSequenceLength = 128,
        },
        Generation = 0,
        Origin = CandidateOrigin.Random,
        State = CandidateState.Pending,
    };

    public static CandidateMeasurement Measurement(double latencyMs) => new()
    {
        Verdict = Verdict.Trusted,
        Latency = new LatencyStatistics
        {
            LatencyMs = latencyMs,
            LowMs = latencyMs * 0.99,
            HighMs = latencyMs * 1.01,
            P50Ms = latencyMs * 1.1,
            P90Ms = latencyMs * 1.3,
            MinMs = latencyMs * 0.9,
            Ratio = 2,
            ReferenceMs = latencyMs / 2,
            Rounds = 20,
            CandidateSamplesMs = [latencyMs, latencyMs * 1.1],
            ReferenceSamplesMs = [latencyMs / 2, latencyMs / 2],
        },
        Memory = new MemoryStatistics { PeakBytes = 100L << 20, BaselineBytes = 54L << 20, SessionPeakBytes = 90L << 20 },
        Context = new MeasurementContext { StartTime = Start.AddMinutes(1), EndTime = Start.AddMinutes(2), CpuModel = "ARM" },
    };

    /// <summary>The sample with its first candidate trained twice with one recipe and its last, which was not measured, once.</summary>
    public static ReportData CreateTrained(string trainingId = "tr_2") => WithTrainings(
        Create(),
        (0, Training("tr_1", 99)),
        (0, Training(trainingId, 43.25)),
        (2, Training("tr_3", 40)));

    /// <summary>A report whose first target's candidates, by index, were trained so.</summary>
    public static ReportData WithTrainings(ReportData data, params (int Index, CandidateTraining Training)[] trainings) => data with
    {
        Targets =
        [
            .. data.Targets.Select((target, number) => number > 0 ? target : target with
            {
                Candidates =
                [
                    .. target.Candidates.Select(c => c with { Trainings = [.. trainings.Where(t => t.Index == c.Index).Select(t => t.Training)] }),
                ],
            }),
        ],
    };

    /// <summary>A complete training; its losses follow from its perplexity.</summary>
    public static CandidateTraining Training(string id, double perplexity, string recipe = "abcdef0123456789") => new(id, recipe, new TrainingResult
    {
        ArchitectureId = "gpt2_00000000000000000000",
        DecoderParameters = 1_000_000,
        TotalParameters = 2_500_000,
        Steps = 1500,
        Tokens = 12_288_000,
        TrainLoss = Math.Log(perplexity) - 0.1,
        ValidationLoss = Math.Log(perplexity),
        ValidationPerplexity = perplexity,
        WordPerplexity = perplexity * 2,
        BitsPerByte = Math.Log(perplexity, 2) / 3.5,
        CorpusSha256 = "c0ffee0123456789",
        TokenizerSha256 = "70ce0123456789",
        Seed = 1,
        TrainingSeconds = 3725,
        Libtorch = "2.9.0",
        Device = "cpu, 2 threads",
        PeakMemoryBytes = 900L << 20,
    });

    public static string Render(ReportData data, string format)
    {
        using var writer = new StringWriter();
        var renderer = format == "table" ? new TableReport { PlainWidth = Terminal.PlainWidth } : ReportRenderers.Find(format)!;
        renderer.Write(data, writer);
        return writer.ToString();
    }
}
