using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Lts.Domain;

namespace Lts.Contracts;

/// <summary>Holds the fields of a message against <see cref="Limits"/>; every field that does not keep to them becomes an error.</summary>
/// <param name="path">How users find the message, for example <c>measurement.latency</c>.</param>
/// <param name="errors">Receives the errors.</param>
internal readonly struct MessageCheck(string path, ICollection<string> errors)
{
    /// <summary>A check of a message within this one.</summary>
    public MessageCheck Of(string field) => new($"{path}.{field}", errors);

    /// <summary>A text of at most <see cref="Limits.TextLength"/> characters.</summary>
    public void Text(string field, string value) =>
        Require(value.Length <= Limits.TextLength, field, $"may have at most {Limits.TextLength} characters, not {value.Length}");

    /// <summary>A list of at most so many entries.</summary>
    public void Count(string field, int count, int most) => Require(count <= most, field, $"may have at most {most} entries, not {count}");

    /// <summary>Facts: few and short.</summary>
    public void Texts(string field, IReadOnlyCollection<string> values)
    {
        Count(field, values.Count, Limits.FactCount);
        Require(
            values.Count > Limits.FactCount || values.All(value => value.Length <= Limits.TextLength), field,
            $"must have entries of at most {Limits.TextLength} characters");
    }

    /// <summary>A finite number within bounds.</summary>
    public void Number(string field, double value, double least, double most) =>
        Require(value >= least && value <= most, field, string.Create(CultureInfo.InvariantCulture, $"must be from {least} to {most}, not {value}"));

    /// <summary>A figure that is not negative, or 0 where it is not known.</summary>
    public void Figure(string field, double value) => Number(field, value, 0, Limits.LargestFigure);

    /// <summary>An amount of memory, or 0 where it is not known.</summary>
    public void Bytes(string field, long value) => Number(field, value, 0, Limits.MostBytes);

    /// <summary>A list of finite numbers that are not negative.</summary>
    public void Samples(string field, IReadOnlyCollection<double> values, int most)
    {
        Count(field, values.Count, most);
        Require(
            values.Count > most || values.All(value => value is >= 0 and <= Limits.LargestFigure), field,
            string.Create(CultureInfo.InvariantCulture, $"must be numbers from 0 to {Limits.LargestFigure}"));
    }

    /// <summary>A moment that a calendar has, where one was sent.</summary>
    public void Time(string field, Timestamp? value) =>
        Require(value is null || WireTime.IsMoment(value), field, "must be a moment between the years 1 and 9999");

    /// <summary>Any other rule.</summary>
    public void Require(bool holds, string field, string rule)
    {
        if (!holds)
        {
            errors.Add($"{path}.{field} {rule}.");
        }
    }
}
