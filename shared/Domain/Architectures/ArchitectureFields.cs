using System.Collections.Immutable;
using Lts.Domain.Families;

namespace Lts.Domain.Architectures;

/// <summary>The fields of architecture files besides a family's dimensions; Archai's names.</summary>
internal static class ArchitectureFields
{
    /// <summary>Names the family, or one of its aliases.</summary>
    public const string Family = "arch_type";

    /// <summary>Archai's dropout probability in attention, at least 0 and less than 1.</summary>
    public const string AttentionDropout = "dropatt";

    /// <summary>Every field of a family's files, in the order in which they are written.</summary>
    public static ImmutableArray<string> Of(ModelFamily family) => [Family, .. family.Dimensions.Select(d => d.Name), AttentionDropout];
}
