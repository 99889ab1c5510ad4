using System.Collections.Immutable;

namespace Lts.Domain.Families;

/// <summary>Every family that this program knows.</summary>
public static class ModelFamilies
{
    /// <summary>Every family.</summary>
    public static ImmutableArray<ModelFamily> All { get; } = [Gpt2Family.Instance];

    /// <summary>The names, for messages.</summary>
    public static string Names { get; } = string.Join(", ", All.Select(f => f.Name));

    /// <summary>The family of a name; <see langword="null"/> if there is none.</summary>
    public static ModelFamily? Find(string? name) => All.FirstOrDefault(f => f.Name == name);

    /// <summary>The family of a name or of another program's name for it.</summary>
    /// <param name="name">What <c>arch_type</c> says.</param>
    /// <param name="alias">What is different under another name; <see langword="null"/> for the family's own.</param>
    /// <returns>The family; <see langword="null"/> if there is none.</returns>
    public static ModelFamily? Find(string? name, out FamilyAlias? alias)
    {
        alias = null;
        if (Find(name) is { } family)
        {
            return family;
        }

        foreach (var other in All)
        {
            alias = other.Aliases.FirstOrDefault(a => a.Name == name);
            if (alias is not null)
            {
                return other;
            }
        }

        return null;
    }
}
