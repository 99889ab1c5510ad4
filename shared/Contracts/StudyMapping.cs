using Google.Protobuf.WellKnownTypes;
using Lts.Domain;
using Lts.Domain.Studies;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>Studies on the wire.</summary>
public static class StudyMapping
{
    private const long RemainingUnknown = -1;

    /// <summary>To the wire.</summary>
    public static Proto.Study ToProto(StudySnapshot study) => new()
    {
        Id = study.Id,
        Name = study.Spec.Name,
        State = (Proto.StudyState)study.State,
        Spec = StudySpecMapping.ToProto(study.Spec),
        Targets = { study.Targets.Select(ToProto) },
        CreateTime = Timestamp.FromDateTimeOffset(study.CreateTime),
        EndTime = WireTime.ToProto(study.EndTime),
        FailureMessage = study.FailureMessage ?? "",
    };

    /// <summary>From the wire; a state that a newer coordinator knows keeps its number.</summary>
    public static StudySnapshot Read(Proto.Study message) => new(
        message.Id,
        (StudyState)message.State,
        StudySpecMapping.ReadAsSent(message.Spec) with { Name = message.Name },
        [.. message.Targets.Select(Read)],
        WireTime.Read(message.CreateTime),
        WireTime.ReadOptional(message.EndTime),
        message.FailureMessage.Length > 0 ? message.FailureMessage : null);

    /// <summary>To the wire.</summary>
    public static Proto.StudyUpdate ToProto(StudyUpdate update) => new()
    {
        Study = ToProto(update.Study),
        ChangedCandidates = { update.ChangedCandidates.Select(CandidateMapping.ToProto) },
    };

    /// <summary>From the wire.</summary>
    public static StudyUpdate Read(Proto.StudyUpdate message) =>
        new(Read(message.Study), [.. message.ChangedCandidates.Select(CandidateMapping.Read)]);

    private static Proto.StudyTarget ToProto(TargetSnapshot target) => new()
    {
        DeviceClass = target.DeviceClass,
        DeviceNames = { target.DeviceNames.Take(Limits.NamedDeviceCount) },
        DeviceCount = target.DeviceCount > Limits.NamedDeviceCount ? target.DeviceCount : 0,
        Description = target.Description,
        Generation = Math.Max(0, target.Progress.Generation),
        GenerationCount = target.Progress.GenerationCount ?? 0,
        ProposedCount = target.Progress.ProposedCount,
        MeasuredCount = target.Progress.MeasuredCount,
        FailedCount = target.Progress.FailedCount,
        LeasedCount = target.Progress.LeasedCount,
        FrontierCount = target.Progress.FrontierCount,
        Hypervolume = target.Progress.Hypervolume,
        HypervolumePending = !target.Progress.HasReferencePoint,
        RemainingMs = target.Progress.Remaining is { } remaining ? WireTime.ToMilliseconds(remaining) : RemainingUnknown,
        ExpectedCount = target.Progress.ExpectedCount,
        Finished = target.Progress.Finished,
        Checks = CheckMapping.ToProto(target.Progress.Checks),
        QuarantinedDevices = { target.Quarantined.Take(Limits.NamedDeviceCount).Select(CheckMapping.ToProto) },
    };

    private static TargetSnapshot Read(Proto.StudyTarget message) => new(
        message.DeviceClass,
        [.. message.DeviceNames],
        message.Description,
        new TargetProgress
        {
            Generation = message.Generation,
            GenerationCount = message.GenerationCount == 0 ? null : message.GenerationCount,
            ProposedCount = message.ProposedCount,
            MeasuredCount = message.MeasuredCount,
            FailedCount = message.FailedCount,
            LeasedCount = message.LeasedCount,
            FrontierCount = message.FrontierCount,
            Hypervolume = message.Hypervolume,
            HasReferencePoint = !message.HypervolumePending,
            Remaining = message.RemainingMs < 0 ? null : WireTime.ReadMilliseconds(message.RemainingMs),
            ExpectedCount = message.ExpectedCount,
            Finished = message.Finished,
            Checks = CheckMapping.Read(message.Checks),
        })
    {
        Quarantined = [.. message.QuarantinedDevices.Select(CheckMapping.Read)],
        DeviceCount = Math.Max(message.DeviceCount, message.DeviceNames.Count),
    };
}
