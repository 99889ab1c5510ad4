using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Lts.Cli.Client.Json;
using Lts.Cli.StudyFiles;
using Lts.Contracts;
using Lts.Contracts.Json;
using Lts.Domain.Architectures;
using Lts.Protos.V1;

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
        candidate.Failure is not { } failure ? null : new(WireNames.Of(failure.Kind), failure.Message, failure.ExitCode, null),
        [.. candidate.Trainings.Select(t => CandidateTrainingJson.Of(TrainingResultMapping.Read(t)))],
        MetricValueJson.Cheap(ArchitectureMapping.Read(candidate.Architecture)));

    public static JsonElement ToJson(Domain.Architectures.Architecture architecture) =>
        JsonElement.Parse(ArchitectureJson.ToJson(architecture));

    private static TargetJson ToJson(StudyTarget target) => new(
        target.DeviceClass, [.. target.DeviceNames], target.Description, target.Generation, NullIfZero(target.GenerationCount),
        target.ProposedCount, target.MeasuredCount, target.FailedCount, target.LeasedCount, target.FrontierCount, target.Hypervolume,
        target.RemainingMs < 0 || (target.ExpectedCount == 0 && !target.Finished) ? null : target.RemainingMs,
        NullIfZero(target.ExpectedCount), target.Finished);

    // A measurement that makes no sense is shown as it came.
    private static FlatMeasurementJson ToJson(Measurement measurement) => FlatMeasurementJson.Of(new Domain.Measurements.CandidateMeasurement
    {
        Latency = LatencyMapping.Read(measurement.Latency ?? new Latency()),
        Memory = MemoryMapping.Read(measurement.Memory ?? new Memory()),
        Verdict = (Domain.Measurements.Verdict)measurement.Verdict,
        Further = [.. measurement.Values.Select(MetricValueMapping.Read)],
        Context = ContextMapping.Read(measurement.Context),
    });

    private static DateTimeOffset? ToTime(Timestamp? time) => time?.ToDateTimeOffset();

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static int? NullIfZero(int value) => value == 0 ? null : value;
}
