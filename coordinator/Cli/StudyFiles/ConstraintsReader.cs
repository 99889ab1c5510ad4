using Lts.Domain.Metrics;

namespace Lts.Cli.StudyFiles;

/// <summary>Reads <c>constraints</c>: metrics with the range that a candidate must lie in.</summary>
internal static class ConstraintsReader
{
    public static IEnumerable<RangeConstraint> Read(MappingReader parent, string name)
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

    private static RangeConstraint ReadRange(Metric metric, MappingReader range)
    {
        var constraint = new RangeConstraint(metric, range.Number("min"), range.Number("max"));
        range.Finish();
        return constraint;
    }
}
