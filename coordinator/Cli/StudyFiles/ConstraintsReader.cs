using Lts.Contracts;
using Lts.Protos.V1;

namespace Lts.Cli.StudyFiles;

/// <summary>Reads <c>constraints</c>: metrics with the range that a candidate must lie in.</summary>
internal static class ConstraintsReader
{
    public static IEnumerable<Constraint> Read(MappingReader parent, string name)
    {
        var value = parent.Node(name);
        if (value is not MappingNode mapping)
        {
            if (value is not null)
            {
                parent.Unexpected(name, value, "a mapping such as latency_ms: {max: 50}");
            }

            yield break;
        }

        var metrics = new MappingReader(mapping, parent.PathOf(name), parent.Errors);
        foreach (var field in mapping.Fields)
        {
            if (MetricReader.Read(parent.Errors, field.Line, field.Name) is { } metric && metrics.Mapping(field.Name) is { } range)
            {
                yield return ReadRange(metric, range);
            }
        }
    }

    private static Constraint ReadRange(Domain.Metrics.Metric metric, MappingReader range)
    {
        var constraint = new Constraint { Metric = MetricMapping.ToProto(metric), MetricName = metric.Name };
        if (range.Number("min") is { } min)
        {
            constraint.Min = min;
        }

        if (range.Number("max") is { } max)
        {
            constraint.Max = max;
        }

        range.Finish();
        return constraint;
    }
}
