using Lts.Domain.Metrics;
using Lts.Domain.Spaces;
using Lts.Domain.Studies;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>Specifications of studies on the wire, where what is absent has its default.</summary>
public static class StudySpecMapping
{
    /// <summary>From the wire, with every default filled in.</summary>
    /// <param name="message">The specification; <see langword="null"/> for all defaults.</param>
    /// <param name="errors">Gets what cannot be expressed here; whether the rest makes sense is not looked at.</param>
    public static StudySpec Read(Proto.StudySpec? message, List<string> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        message ??= new Proto.StudySpec();
        var algorithm = SearchAlgorithmMapping.Read(message);
        return Read(message, algorithm, SearchSpaceMapping.Read(message.Space, required: algorithm is not FixedCandidatesOptions, errors), errors);
    }

    private static StudySpec Read(Proto.StudySpec message, SearchAlgorithm algorithm, SearchSpace space, List<string> errors)
    {
        var spec = new StudySpec
        {
            Name = message.Name,
            Space = space,
            Algorithm = algorithm,
            Seed = message.Seed,
            Objectives = message.Objectives.Count == 0 ? Objective.Defaults : [.. Read(message.Objectives, errors)],
            Constraints = [.. Read(message.Constraints, errors)],
            Devices = [.. message.Devices.Distinct()],
            MaxCandidates = message.HasMaxCandidates ? message.MaxCandidates : null,
            MaxAttempts = message.HasMaxAttempts ? message.MaxAttempts : StudySpec.DefaultMaxAttempts,
            Priority = message.Priority,
        };
        return spec with { Plan = PlanMapping.Read(message.Plan, spec.LongestSequence) };
    }

    /// <summary>
    /// From a coordinator, which has checked it. A preset or a family that only a newer one knows keeps its name, and so does a metric, which was
    /// measured as far as this program can tell.
    /// </summary>
    public static StudySpec ReadAsSent(Proto.StudySpec? message)
    {
        message ??= new Proto.StudySpec();
        var spec = Read(message, SearchAlgorithmMapping.ReadAsSent(message), SearchSpaceMapping.ReadAsSent(message.Space), errors: []);
        return spec with
        {
            Objectives = message.Objectives.Count == 0
                ? spec.Objectives
                : [.. message.Objectives.Select(o => new Objective(MetricOf(MetricMapping.NameOf(o)), (Direction)o.Direction))],
            Constraints = [.. message.Constraints.Select(c => ToConstraint(MetricOf(MetricMapping.NameOf(c)), c))],
        };
    }

    /// <summary>To the wire, everything said.</summary>
    public static Proto.StudySpec ToProto(StudySpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
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
                constraints.Add(ToConstraint(metric, message));
            }
        }

        return constraints;
    }

    private static RangeConstraint ToConstraint(Metric metric, Proto.Constraint message) =>
        new(metric, message.HasMin ? message.Min : null, message.HasMax ? message.Max : null);

    private static Metric MetricOf(string name) => Metrics.Find(name) ?? new Metric(name);
}
