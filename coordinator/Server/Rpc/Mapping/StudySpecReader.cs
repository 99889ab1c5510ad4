using Lts.Contracts;
using Lts.Coordinator.Studies;
using Lts.Domain;
using Lts.Domain.Metrics;
using Lts.Domain.Studies;
using Proto = Lts.Protos.V1;

namespace Lts.Coordinator.Rpc.Mapping;

/// <summary>Specifications from the wire, with every default filled in.</summary>
internal static class StudySpecReader
{
    private const int DefaultMaxAttempts = 3;

    /// <summary>Reads and validates, so that what cannot be expressed here and what makes no sense are told together.</summary>
    /// <exception cref="ValidationException">The specification has errors; all are named.</exception>
    public static StudySpec Read(Proto.StudySpec? message)
    {
        message ??= new Proto.StudySpec();
        var errors = new List<string>();
        var algorithm = SearchAlgorithmMapping.Read(message);
        var space = SearchSpaceMapping.Read(message.Space, required: algorithm is not FixedCandidatesOptions, errors);
        int maxSequence = algorithm is FixedCandidatesOptions { Architectures: { IsEmpty: false } given }
            ? given.Min(a => a.MaxSequenceLength) : space.MaxSequenceLength;
        var spec = new StudySpec
        {
            Name = message.Name,
            Space = space,
            Algorithm = algorithm,
            Seed = message.Seed,
            Objectives = message.Objectives.Count == 0 ? Objective.Defaults : [.. Read(message.Objectives, errors)],
            Constraints = [.. Read(message.Constraints, errors)],
            Devices = [.. message.Devices.Distinct()],
            Plan = PlanMapping.Read(message.Plan, maxSequence),
            MaxCandidates = message.HasMaxCandidates ? message.MaxCandidates : null,
            MaxAttempts = message.HasMaxAttempts ? message.MaxAttempts : DefaultMaxAttempts,
            Priority = message.Priority,
        };
        errors.AddRange(StudySpecValidator.Validate(spec));
        return errors.Count == 0 ? spec : throw new ValidationException("the study", errors);
    }

    private static List<Objective> Read(IEnumerable<Proto.Objective> messages, List<string> errors)
    {
        var objectives = new List<Objective>();
        foreach (var (i, message) in messages.Index())
        {
            if (MetricMapping.Read($"objectives[{i}].metric", MetricMapping.NameOf(message), errors) is not { } metric)
            {
                continue;
            }

            var direction = message.Direction == Proto.Direction.Unspecified ? metric.NaturalDirection : (Direction)message.Direction;
            if (Enum.IsDefined(direction))
            {
                objectives.Add(new Objective(metric, direction));
            }
            else
            {
                errors.Add($"objectives[{i}].direction {(int)message.Direction} is unknown: choose minimize or maximize.");
            }
        }

        return objectives;
    }

    private static List<RangeConstraint> Read(IEnumerable<Proto.Constraint> messages, List<string> errors)
    {
        var constraints = new List<RangeConstraint>();
        foreach (var (i, message) in messages.Index())
        {
            if (MetricMapping.Read($"constraints[{i}].metric", MetricMapping.NameOf(message), errors) is { } metric)
            {
                constraints.Add(new RangeConstraint(metric, message.HasMin ? message.Min : null, message.HasMax ? message.Max : null));
            }
        }

        return constraints;
    }
}
