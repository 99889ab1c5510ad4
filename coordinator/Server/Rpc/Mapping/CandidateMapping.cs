using Lts.Contracts;
using Lts.Coordinator.Studies;
using Lts.Domain.Measurements;
using Lts.Domain.Trainings;
using Proto = Lts.Protos.V1;

namespace Lts.Coordinator.Rpc.Mapping;

/// <summary>Candidates to the wire.</summary>
internal static class CandidateMapping
{
    /// <summary>To the wire.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="trainings">Complete ones of its architecture.</param>
    public static Proto.Candidate Write(CandidateSnapshot candidate, IEnumerable<CandidateTraining> trainings)
    {
        var row = candidate.Row;
        var parameters = row.Architecture.Parameters;
        return new Proto.Candidate
        {
            Id = row.Key.ToString(),
            StudyId = row.Key.StudyId,
            DeviceClass = candidate.DeviceClass,
            Index = row.Key.Index,
            Generation = row.Generation,
            Origin = (Proto.CandidateOrigin)row.Origin,
            ParentArchitectureIds = { row.ParentIds },
            ArchitectureId = row.Architecture.Id,
            Architecture = ArchitectureMapping.ToProto(row.Architecture),
            Parameters = new Proto.ParameterCount { Decoder = parameters.Decoder, Embedding = parameters.Embedding },
            State = (Proto.CandidateState)row.State,
            AttemptCount = row.AttemptCount,
            DeviceName = row.DeviceName ?? "",
            Measurement = row.Outcome is CandidateMeasurement measurement ? MeasurementMapping.ToProto(measurement) : null,
            Failure = row.Outcome is MeasurementFailure failure ? FailureMapping.ToProto(failure) : null,
            Feasible = candidate.Feasible,
            OnFrontier = candidate.OnFrontier,
            Trainings = { trainings.Select(TrainingResultMapping.ToProto) },
        };
    }
}
