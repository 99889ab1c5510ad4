using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Lts.Cli.Client.Json;
using Lts.Cli.StudyFiles;
using Lts.Coordinator.Rpc.Mapping;
using Lts.Domain.Architectures;
using Lts.Protos.V1;
using static Lts.Cli.Client.TrainingJsonMapping;

namespace Lts.Cli.Client;

/// <summary>The contract's messages as what <c>--json</c> prints.</summary>
internal static class JsonMapping
{
    public static StudyJson ToJson(Study study) => new(
        study.Id, study.Name, WireNames.Of(study.State), NullIfEmpty(study.FailureMessage), ToTime(study.CreateTime), ToTime(study.EndTime),
        StudyFileWriter.ToJson(study.Spec ?? new StudySpec()), [.. study.Targets.Select(ToJson)]);

    public static StudyUpdateJson ToJson(StudyUpdate update) => new(ToJson(update.Study), [.. update.ChangedCandidates.Select(ToJson)]);

    public static CandidateJson ToJson(Candidate candidate) => new(
        candidate.Id, candidate.StudyId, candidate.DeviceClass, candidate.Index, candidate.Generation, WireNames.Of(candidate.Origin),
        [.. candidate.ParentArchitectureIds], candidate.ArchitectureId, ToJson(ArchitectureMapping.Read(candidate.Architecture)),
        candidate.Parameters?.Decoder ?? 0, candidate.Parameters?.Embedding ?? 0, WireNames.Of(candidate.State), candidate.AttemptCount,
        NullIfEmpty(candidate.DeviceName), candidate.Feasible, candidate.OnFrontier,
        candidate.Measurement is null ? null : ToJson(candidate.Measurement),
        candidate.Failure is not { } failure ? null : new(WireNames.Of(failure.Kind), failure.Message, failure.ExitCode),
        [.. candidate.Trainings.Select(ToJson)],
        MetricJsonMapping.Cheap(ArchitectureMapping.Read(candidate.Architecture)));

    public static DeviceJson ToJson(Device device)
    {
        var facts = device.Facts ?? new DeviceFacts();
        return new(
            device.Name, [.. device.Tags], device.DeviceClass, WireNames.Of(device.State), device.Settings?.Provider ?? "",
            device.Settings?.Threads ?? 0, device.AgentVersion, ToTime(device.FirstSeenTime), ToTime(device.LastSeenTime),
            device.HeldLeaseCount, device.MeasuredCount, device.FailedCount,
            new(
                facts.CpuModel, facts.PhysicalCores, facts.LogicalCores, [.. facts.IsaExtensions], facts.Machine, facts.CpuMaxMhz,
                facts.CpuGovernor, facts.MemoryBytes, facts.OperatingSystem, facts.RuntimeIdentifier,
                [.. facts.Accelerators.Select(a => new AcceleratorJson(a.Name, a.MemoryBytes, a.DriverVersion))],
                facts.OnnxruntimeVersion, [.. facts.OnnxruntimeProviders], facts.Fingerprint));
    }

    public static JsonElement ToJson(Domain.Architectures.Architecture architecture) =>
        JsonElement.Parse(ArchitectureJson.ToJson(architecture));

    private static TargetJson ToJson(StudyTarget target) => new(
        target.DeviceClass, [.. target.DeviceNames], target.Description, target.Generation, NullIfZero(target.GenerationCount),
        target.ProposedCount, target.MeasuredCount, target.FailedCount, target.LeasedCount, target.FrontierCount, target.Hypervolume,
        target.RemainingMs < 0 || (target.ExpectedCount == 0 && !target.Finished) ? null : target.RemainingMs,
        NullIfZero(target.ExpectedCount), target.Finished);

    private static MeasurementJson ToJson(Measurement measurement)
    {
        var latency = measurement.Latency ?? new Latency();
        var memory = measurement.Memory ?? new Memory();
        return new(
            latency.LatencyMs, latency.LowMs, latency.HighMs, latency.P50Ms, latency.P90Ms, latency.MinMs, latency.Ratio,
            latency.ReferenceMs, latency.Rounds, memory.PeakBytes, memory.PeakNetBytes, memory.SessionPeakBytes, memory.BaselineBytes,
            memory.AnonymousBytes, memory.ArenaPeakBytes, WireNames.Of(measurement.Verdict), MetricJsonMapping.Measured(measurement));
    }

    private static CandidateTrainingJson ToJson(CandidateTraining training)
    {
        var result = training.Result ?? new TrainingResult();
        return new(
            training.TrainingId, training.RecipeSha256, result.DecoderParameters, result.TotalParameters, result.Steps, result.Tokens,
            FiniteOrNull(result.TrainLoss), FiniteOrNull(result.ValidationLoss), FiniteOrNull(result.ValidationPerplexity),
            FiniteOrNull(result.WordPerplexity), FiniteOrNull(result.BitsPerByte), result.CorpusSha256, result.TokenizerSha256,
            result.Seed, result.TrainingS, result.Libtorch, result.Device, result.PeakMemoryBytes);
    }

    private static DateTimeOffset? ToTime(Timestamp? time) => time?.ToDateTimeOffset();

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static int? NullIfZero(int value) => value == 0 ? null : value;
}
