using Lts.Coordinator.Storage;
using Lts.Domain.Candidates;
using Lts.Domain.Families;
using Lts.Domain.Measurements;
using Lts.Domain.Studies;

namespace Lts.Tests.Coordinator.Storage;

/// <summary>Rows for tests of stores.</summary>
internal static class StoreSamples
{
    public static DateTimeOffset Time { get; } = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static StudyRow Study(string id, string? name = null) => new(id, name ?? "study-" + id, StudyState.Running, "{}", Time);

    public static TargetRow Target(string studyId) => new(studyId, 0, "cpu-1t-00000000", "CPU, cpu, 1 thread");

    public static Candidate Candidate(string studyId, int index) => new()
    {
        Key = new CandidateKey(studyId, 0, index),
        Generation = 0,
        Origin = CandidateOrigin.Crossover,
        Architecture = new Gpt2Shape { HiddenSize = 64, Layers = [new Gpt2Layer(128, 2), new Gpt2Layer(192 + index, 4)] },
        ParentIds = ["gpt2_a", "gpt2_b"],
    };

    public static AttemptRow Attempt(string studyId, int index, int number = 1) =>
        new(new AttemptId(new CandidateKey(studyId, 0, index), number), "pi4", AttemptState.Active, Time);

    public static DeviceRow Device(string name) => new(name, "key", "cpu-1t-00000000", "{}", Time, Time, Draining: true, Approved: true);

    public static CandidateMeasurement Measurement(double ms) => new()
    {
        Latency = new LatencyStatistics
        {
            LatencyMs = ms,
            LowMs = 0,
            HighMs = ms + 1,
            P50Ms = ms,
            P90Ms = ms,
            MinMs = ms,
            Ratio = 0.5,
            ReferenceMs = 2,
            Rounds = 3,
            CandidateSamplesMs = [ms, ms + 0.1, ms + 0.2],
            ReferenceSamplesMs = [2.0, 2.1],
        },
        Memory = new MemoryStatistics { PeakBytes = 1 << 20, BaselineBytes = 1 << 10, SessionPeakBytes = 1 << 21 },
        Verdict = Verdict.Noisy,
        Context = new MeasurementContext { CpuModel = "Cortex", CpuMHz = (1500, 1400), StartTime = Time, EndTime = Time.AddSeconds(3) },
    };

    public static AttemptEnd End(string studyId, int index, MeasurementOutcome? outcome) => new(
        new AttemptId(new CandidateKey(studyId, 0, index), 1), AttemptState.Done, Time.AddSeconds(9), "pi4", outcome as MeasurementFailure,
        outcome);
}
