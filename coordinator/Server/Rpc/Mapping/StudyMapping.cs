using Google.Protobuf.WellKnownTypes;
using Lts.Contracts;
using Lts.Coordinator.Studies;
using Lts.Domain.Studies;
using Proto = Lts.Protos.V1;

namespace Lts.Coordinator.Rpc.Mapping;

/// <summary>Studies to the wire.</summary>
internal static class StudyMapping
{
    /// <summary>To the wire.</summary>
    public static Proto.Study Write(StudySnapshot study) => new()
    {
        Id = study.Id,
        Name = study.Spec.Name,
        State = (Proto.StudyState)study.State,
        Spec = Write(study.Spec),
        Targets = { study.Targets.Select(Write) },
        CreateTime = Timestamp.FromDateTimeOffset(study.CreateTime),
        EndTime = study.EndTime is { } end ? Timestamp.FromDateTimeOffset(end) : null,
        FailureMessage = study.FailureMessage ?? "",
    };

    /// <summary>To the wire.</summary>
    public static Proto.StudyUpdate Write(StudyUpdate update) => new()
    {
        Study = Write(update.Study),
        ChangedCandidates = { update.ChangedCandidates.Select(CandidateMapping.Write) },
    };

    private static Proto.StudySpec Write(StudySpec spec)
    {
        var message = new Proto.StudySpec
        {
            Name = spec.Name,
            Space = SearchSpaceMapping.ToProto(spec.Space),
            Seed = spec.Seed,
            Objectives = { spec.Objectives.Select(MetricMapping.ToProto) },
            Constraints = { spec.Constraints.Select(MetricMapping.ToProto) },
            Devices = { spec.Devices },
            Plan = PlanMapping.ToProto(spec.Plan),
            MaxAttempts = spec.MaxAttempts,
            Priority = spec.Priority,
        };
        if (spec.MaxCandidates is { } candidates)
        {
            message.MaxCandidates = candidates;
        }

        SearchAlgorithmMapping.Write(spec.Algorithm, message);
        return message;
    }

    private static Proto.StudyTarget Write(TargetSnapshot target) => new()
    {
        DeviceClass = target.DeviceClass,
        DeviceNames = { target.DeviceNames },
        Description = target.Description,
        Generation = Math.Max(0, target.Progress.Generation),
        GenerationCount = target.Progress.GenerationCount ?? 0,
        ProposedCount = target.Progress.ProposedCount,
        MeasuredCount = target.Progress.MeasuredCount,
        FailedCount = target.Progress.FailedCount,
        LeasedCount = target.Progress.LeasedCount,
        FrontierCount = target.Progress.FrontierCount,
        Hypervolume = target.Progress.Hypervolume,
        RemainingMs = target.Progress.Remaining is { } remaining ? (long)remaining.TotalMilliseconds : -1,
        ExpectedCount = target.Progress.ExpectedCount,
        Finished = target.Progress.Finished,
    };
}
