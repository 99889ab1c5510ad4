using System.Collections.Immutable;
using Lts.Domain.Families;

namespace Lts.Contracts;

/// <summary>Values of a dimension on the wire: numbers, or the names of a choice.</summary>
internal static class ChoiceNames
{
    /// <summary>The values; <see langword="null"/> after an error, or where nothing was sent.</summary>
    public static ImmutableArray<int>? Read(
        Dimension dimension, IReadOnlyCollection<int> values, IReadOnlyCollection<string> names, string field, List<string> errors)
    {
        if (dimension.Choices.IsEmpty ? names.Count > 0 : values.Count > 0)
        {
            errors.Add($"{field}: {dimension.Name} must be {dimension.Requirement}, not {(dimension.Choices.IsEmpty ? "a name" : "a number")}.");
            return null;
        }

        if (dimension.Choices.IsEmpty)
        {
            return values.Count == 0 ? null : [.. values];
        }

        var unknown = names.Where(n => !dimension.Choices.Contains(n)).ToList();
        foreach (var name in unknown)
        {
            errors.Add($"{field}: {dimension.Name} must be {dimension.Requirement}, not '{name}'.");
        }

        return unknown.Count > 0 || names.Count == 0 ? null : [.. names.Select(n => dimension.Choices.IndexOf(n))];
    }
}
