using System.Text.Json;
using Lts.Cli.Client.Json;
using Lts.Cli.StudyFiles;
using Lts.Contracts;
using Lts.Contracts.Json;
using Lts.Domain.Architectures;
using Lts.Domain.Candidates;
using Lts.Domain.Studies;

namespace Lts.Cli.Client;

/// <summary>Studies and candidates as what <c>--json</c> prints.</summary>
internal static class JsonMapping
{
    /// <summary>The JSON form.</summary>
    public static StudyJson ToJson(StudySnapshot study) => new(
        study.Id, study.Spec.Name, WireNames.Of(study.State), study.FailureMessage, study.CreateTime == default ? null : study.CreateTime,
        study.EndTime, StudyFileWriter.ToJson(study.Spec), [.. study.Targets.Select(ToJson)]);

    /// <summary>The JSON form.</summary>
    public static StudyUpdateJson ToJson(StudyUpdate update) => new(ToJson(update.Study), [.. update.ChangedCandidates.Select(ToJson)]);

    /// <summary>The JSON form.</summary>
    public static CandidateJson ToJson(Candidate candidate)
    {
        var parameters = candidate.Architecture.Parameters;
        return new(
            candidate.Key.ToString(), candidate.Key.StudyId, candidate.DeviceClass, candidate.Index, candidate.Generation,
            WireNames.Of(candidate.Origin), candidate.ParentIds, candidate.Architecture.Id, ToJson(candidate.Architecture), parameters.Decoder,
            parameters.Embedding, WireNames.Of(candidate.State), candidate.AttemptCount, candidate.DeviceName, candidate.IsFeasible,
            candidate.IsOnFrontier,
            candidate.Measurement is { } measurement ? FlatMeasurementJson.Of(measurement) : null,
            candidate.Failure is { } failure ? new(WireNames.Of(failure.Kind), failure.Message, failure.ExitCode ?? 0, null) : null,
            [.. candidate.Trainings.Select(CandidateTrainingJson.Of)],
            MetricValueJson.Cheap(candidate.Architecture));
    }

    /// <summary>The fields of architecture files.</summary>
    public static JsonElement ToJson(Architecture architecture) => JsonElement.Parse(ArchitectureJson.ToJson(architecture));

    private static TargetJson ToJson(TargetSnapshot target)
    {
        var progress = target.Progress;
        return new(
            target.DeviceClass, target.DeviceNames, target.Description, progress.Generation, progress.GenerationCount, progress.ProposedCount,
            progress.MeasuredCount, progress.FailedCount, progress.LeasedCount, progress.FrontierCount, progress.Hypervolume,
            progress.ExpectedCount == 0 && !progress.Finished ? null : (long?)progress.Remaining?.TotalMilliseconds,
            progress.ExpectedCount == 0 ? null : progress.ExpectedCount, progress.Finished);
    }
}
