using System.Globalization;
using Lts.Domain.Metrics;

namespace Lts.Cli.StudyFiles;

/// <summary>Reads <c>constraints</c>: metrics with the range that a candidate must lie in.</summary>
internal static class ConstraintsReader
{
    /// <summary>Those that can be read; what is wrong with the others is noted.</summary>
    /// <param name="parent">The mapping that has the field.</param>
    /// <param name="name">The field that errors name.</param>
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
                yield return ReadRange(metric, range, metrics.PathOf(field.Name), field.Line);
            }
        }
    }

    /// <summary>
    /// A range that is not there or holds nothing is told here, with its own name, and not only once the rest of the file can be read.
    /// </summary>
    private static RangeConstraint ReadRange(Metric metric, MappingReader range, string path, int line)
    {
        var constraint = new RangeConstraint(metric, range.Number("min"), range.Number("max"));
        range.Finish();
        if (constraint is { Min: null, Max: null } && range.Node("min") is null && range.Node("max") is null)
        {
            range.Errors.Add(line, $"{path} must have a min, a max or both.");
        }
        else if (constraint.Min > constraint.Max)
        {
            range.Errors.Add(line, string.Create(
                CultureInfo.InvariantCulture, $"{path}.min {constraint.Min} is more than {path}.max {constraint.Max}."));
        }

        return constraint;
    }
}
