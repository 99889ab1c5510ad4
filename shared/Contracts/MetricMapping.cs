using System.Text.Json;
using Lts.Domain;
using Lts.Domain.Metrics;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>Metrics on the wire, in objectives and constraints: by name, and by the enum for peers that know nothing else.</summary>
public static class MetricMapping
{
    /// <summary>The enum's value, whose own name in snake case is the metric's; unspecified for a metric that came after the enum.</summary>
    public static Proto.Metric ToProto(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return Array.Find(Enum.GetValues<Proto.Metric>(), value => NameOf(value) == metric.Name);
    }

    /// <summary>To the wire.</summary>
    public static Proto.Objective ToProto(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return new Proto.Objective
        {
            Metric = ToProto(objective.Metric),
            MetricName = objective.Metric.Name,
            Direction = (Proto.Direction)objective.Direction,
        };
    }

    /// <summary>To the wire.</summary>
    public static Proto.Constraint ToProto(RangeConstraint constraint)
    {
        ArgumentNullException.ThrowIfNull(constraint);
        var message = new Proto.Constraint { Metric = ToProto(constraint.Metric), MetricName = constraint.Metric.Name };
        if (constraint.Min is { } min)
        {
            message.Min = min;
        }

        if (constraint.Max is { } max)
        {
            message.Max = max;
        }

        return message;
    }

    /// <summary>The name of an objective's metric, whichever way it is written.</summary>
    public static string NameOf(Proto.Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return objective.MetricName.Length > 0 ? objective.MetricName : NameOf(objective.Metric);
    }

    /// <summary>The name of a constraint's metric, whichever way it is written.</summary>
    public static string NameOf(Proto.Constraint constraint)
    {
        ArgumentNullException.ThrowIfNull(constraint);
        return constraint.MetricName.Length > 0 ? constraint.MetricName : NameOf(constraint.Metric);
    }

    /// <summary>The metric of a name from the wire.</summary>
    /// <param name="field">The field's name, for the message.</param>
    /// <param name="name">The metric's name, or the number of an unknown enum value.</param>
    /// <param name="errors">Gets a message when there is no such metric.</param>
    public static Metric? Read(string field, string name, ICollection<string> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var metric = Metrics.Find(name);
        if (metric is null)
        {
            string hint = NearestName.Of(name, Metrics.Names) is { } near ? $"did you mean {near}?" : $"choose one of {string.Join(", ", Metrics.Names)}.";
            errors.Add($"{field} {name} is unknown: {hint}");
        }

        return metric;
    }

    /// <summary>An unknown value's name is its number; that of the unspecified one is 0.</summary>
    private static string NameOf(Proto.Metric metric) => metric == Proto.Metric.Unspecified
        ? "0"
        : JsonNamingPolicy.SnakeCaseLower.ConvertName(metric.ToString());
}
