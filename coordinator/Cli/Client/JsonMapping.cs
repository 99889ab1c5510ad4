using Lts.Cli.Client.Json;
using Lts.Cli.StudyFiles;
using Lts.Contracts;
using Lts.Contracts.Json;
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

    /// <summary>
    /// The one form, and what scripts have read from <c>--json</c> alone from the beginning: the context within the measurement too, and 0 for
    /// the exit code where no process ended.
    /// </summary>
    public static CandidateJson ToJson(Candidate candidate)
    {
        var json = CandidateJson.Of(candidate, includeSamples: false);
        return json with
        {
            Measurement = json.Measurement is { } measurement ? measurement with { Context = json.Context } : null,
            Failure = json.Failure is { } failure ? failure with { ExitCode = failure.ExitCode ?? 0 } : null,
        };
    }

    private static TargetJson ToJson(TargetSnapshot target)
    {
        var progress = target.Progress;
        return new(
            target.DeviceClass, target.DeviceNames, target.Description, progress.Generation, progress.GenerationCount, progress.ProposedCount,
            progress.MeasuredCount, progress.FailedCount, progress.LeasedCount, progress.FrontierCount, progress.Hypervolume,
            progress.ExpectedCount == 0 && !progress.Finished ? null : (long?)progress.Remaining?.TotalMilliseconds,
            progress.ExpectedCount == 0 ? null : progress.ExpectedCount, progress.Finished,
            ChecksJson.Of(progress.Checks), QuarantinedDeviceJson.Of(target.Quarantined),
            target.DeviceCount > target.DeviceNames.Length ? target.DeviceCount : null);
    }
}
