using Lts.Domain.Architectures;
using Lts.Domain.Candidates;
using Lts.Domain.Measurements;

namespace Lts.Domain.Metrics;

/// <summary>
/// A number that a candidate has, as data: how it is called, shown and read. Every metric is a row of <see cref="Metrics"/>. Compared by name.
/// </summary>
public sealed class Metric : IEquatable<Metric>
{
    private readonly Func<Architecture, ParameterCount, double>? _count;
    private readonly Func<CandidateMeasurement, MetricValue?>? _read;

    /// <summary>A metric that follows from an architecture and its parameters.</summary>
    /// <param name="name">Its name, in snake case.</param>
    /// <param name="count">Its value, in its unit.</param>
    public Metric(string name, Func<Architecture, ParameterCount, double> count) => (Name, _count) = (name, count);

    /// <summary>A metric that a device measures.</summary>
    /// <param name="name">Its name, in snake case.</param>
    /// <param name="read">Finds it in a measurement; <see langword="null"/> where it was not measured.</param>
    public Metric(string name, Func<CandidateMeasurement, MetricValue?> read) => (Name, _read) = (name, read);

    /// <summary>A metric that a device measures, and that a measurement holds under its name in <see cref="CandidateMeasurement.Further"/>.</summary>
    /// <param name="name">Its name, in snake case.</param>
    public Metric(string name)
        : this(name, measurement => measurement.Further.FirstOrDefault(value => value.Metric == name))
    {
    }

    /// <summary>The name in files, on the wire and in tables, for example <c>latency_ms</c>.</summary>
    public string Name { get; }

    /// <summary>The unit for people: <c>ms</c>, <c>MiB</c>, or empty for a count.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What it is called in full, with its unit: <c>Peak memory, MiB</c>. The name by default.</summary>
    public string Label { get => field ?? Name; init; }

    /// <summary>What it is called where there is little room: <c>Peak, MiB</c>. The label by default.</summary>
    public string ShortLabel { get => field ?? Label; init; }

    /// <summary>The direction that people usually want. Less is better by default.</summary>
    public Direction NaturalDirection { get; init; } = Direction.Minimize;

    /// <summary>How its values are shown to people. With about four significant digits by default.</summary>
    public MetricFormat Format { get; init; } = MetricFormat.Significant;

    /// <summary>Whether a device must measure it. Metrics that are not measured are called cheap.</summary>
    public bool IsMeasured => _read is not null;

    /// <summary>The value of a cheap metric.</summary>
    /// <exception cref="ArgumentException">The metric is measured.</exception>
    public double ValueOf(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return ValueOf(architecture, architecture.Parameters);
    }

    /// <summary>The value of a cheap metric, for a caller who has counted the parameters.</summary>
    /// <exception cref="ArgumentException">The metric is measured.</exception>
    public double ValueOf(Architecture architecture, ParameterCount parameters) =>
        _count is null ? throw new ArgumentException($"{Name} must be measured.") : _count(architecture, parameters);

    /// <summary>The value of any metric of a measured architecture; NaN when the metric was not among what was measured.</summary>
    public double ValueOf(Architecture architecture, MetricValues values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return IsMeasured ? values[this] : ValueOf(architecture);
    }

    /// <summary>The value of any metric of a candidate; NaN for a measured metric of which the candidate has no measurement.</summary>
    public double ValueOf(Candidate candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return !IsMeasured ? ValueOf(candidate.Architecture)
            : candidate.Measurement is { } measurement && Read(measurement) is { } value ? value.Value
            : double.NaN;
    }

    /// <summary>A measured metric's value, interval and samples; <see langword="null"/> for a cheap one, or one that was not measured.</summary>
    public MetricValue? Read(CandidateMeasurement measurement) => _read?.Invoke(measurement);

    /// <inheritdoc/>
    public bool Equals(Metric? other) => other is not null && other.Name == Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Metric);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
