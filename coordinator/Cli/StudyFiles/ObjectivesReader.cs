using Lts.Contracts;
using Lts.Domain.Metrics;

namespace Lts.Cli.StudyFiles;

/// <summary>Reads <c>objectives</c>: a list of metrics, each with its direction or with the one that makes sense for it.</summary>
internal static class ObjectivesReader
{
    private const string Form = "a list such as [decoder_parameters: maximize, latency_ms]";

    /// <summary>Those that can be read; what is wrong with the others is noted.</summary>
    /// <param name="fields">The mapping that has the list.</param>
    /// <param name="name">The list's field.</param>
    public static IReadOnlyList<Objective> Read(MappingReader fields, string name)
    {
        var found = new List<Objective>();
        foreach (var item in fields.List(name))
        {
            switch (item)
            {
                case ScalarNode { IsNull: false } metric:
                    Add(found, fields.Errors, metric.Line, metric.Text, null);
                    break;
                case MappingNode { Fields: [{ Value: ScalarNode direction } pair] }:
                    Add(found, fields.Errors, pair.Line, pair.Name, direction);
                    break;
                default:
                    fields.Unexpected(name, item, Form);
                    break;
            }
        }

        return found;
    }

    private static void Add(List<Objective> found, StudyFileErrors errors, int line, string metricName, ScalarNode? directionName)
    {
        if (MetricReader.Read(errors, line, metricName) is not { } metric)
        {
            return;
        }

        var direction = metric.NaturalDirection;
        if (directionName is { IsNull: false } && !WireNames.TryParse(directionName.Text, out direction))
        {
            errors.Add(directionName.Line, $"there is no direction called {directionName.Text}; choose {WireNames.Choices<Direction>()}.");
            return;
        }

        found.Add(new Objective(metric, direction));
    }
}
