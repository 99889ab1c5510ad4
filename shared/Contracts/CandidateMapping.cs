using Lts.Domain.Candidates;
using Lts.Domain.Measurements;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>Candidates on the wire.</summary>
public static class CandidateMapping
{
    /// <summary>To the wire.</summary>
    public static Proto.Candidate ToProto(Candidate candidate)
    {
        var parameters = candidate.Architecture.Parameters;
        return new Proto.Candidate
        {
            Id = candidate.Key.ToString(),
            StudyId = candidate.Key.StudyId,
            DeviceClass = candidate.DeviceClass,
            Index = candidate.Index,
            Generation = candidate.Generation,
            Origin = (Proto.CandidateOrigin)candidate.Origin, // the contract numbers origins and states as Domain does
            ParentArchitectureIds = { candidate.ParentIds },
            ArchitectureId = candidate.Architecture.Id,
            Architecture = ArchitectureMapping.ToProto(candidate.Architecture),
            Parameters = new Proto.ParameterCount { Decoder = parameters.Decoder, Embedding = parameters.Embedding },
            State = (Proto.CandidateState)candidate.State,
            AttemptCount = candidate.AttemptCount,
            DeviceName = candidate.DeviceName ?? "",
            Measurement = candidate.Measurement is { } measurement ? MeasurementMapping.ToProto(measurement) : null,
            Failure = candidate.Failure is { } failure ? FailureMapping.ToProto(failure) : null,
            Feasible = candidate.IsFeasible,
            OnFrontier = candidate.IsOnFrontier,
            Trainings = { candidate.Trainings.Select(TrainingResultMapping.ToProto) },
            Check = (Proto.CandidateCheck)candidate.Check,
        };
    }

    /// <summary>
    /// From the wire, where the coordinator has checked it. States, origins and kinds that a newer one knows stay numbers, and a family that
    /// only a newer one knows is shown by its name.
    /// </summary>
    public static Candidate Read(Proto.Candidate message) => new()
    {
        Key = CandidateKey.TryParse(message.Id, out var key) ? key : new CandidateKey(message.StudyId, 0, message.Index),
        Generation = message.Generation,
        Origin = (CandidateOrigin)message.Origin,
        Architecture = ArchitectureMapping.ReadAsSent(message.Architecture, message.ArchitectureId, message.Parameters),
        ParentIds = [.. message.ParentArchitectureIds],
        State = (CandidateState)message.State,
        AttemptCount = message.AttemptCount,
        DeviceName = message.DeviceName.Length > 0 ? message.DeviceName : null,
        Outcome = message switch
        {
            { Measurement: { } measurement } => MeasurementMapping.ReadAsSent(measurement),
            { Failure: { } failure } => FailureMapping.Read(failure) with { Kind = (FailureKind)failure.Kind },
            _ => null,
        },
        DeviceClass = message.DeviceClass,
        IsFeasible = message.Feasible,
        IsOnFrontier = message.OnFrontier,
        Trainings = [.. message.Trainings.Select(TrainingResultMapping.Read)],
        Check = (CandidateCheck)message.Check,
    };
}
