using Lts.Domain.Architectures;

namespace Lts.Domain.Families;

/// <summary>
/// A family, or a form of one, that only a newer program knows: its name, and of its dimensions those that every family has. It is for showing
/// what such a program sent; nothing of it can be searched, written as a graph or trained, and <see cref="ModelFamilies"/> does not list it.
/// </summary>
public sealed class UnknownFamily : ModelFamily, IEquatable<UnknownFamily>
{
    /// <summary>Names a family.</summary>
    /// <param name="name">As the newer program wrote it; may be the name of a family that is known here, with dimensions that are not.</param>
    public UnknownFamily(string name)
        : base(
            name, $"{name} (needs a newer version of this program)",
            [CommonDimensions.LayerCount, CommonDimensions.HiddenSize, CommonDimensions.VocabularySize, CommonDimensions.MaxSequenceLength])
    {
    }

    /// <summary>Nothing is known of its formula: counts are those that came with an architecture, see <see cref="Architecture.AsSent"/>.</summary>
    public override ParameterCount Count(Architecture architecture) => default;

    /// <inheritdoc/>
    public bool Equals(UnknownFamily? other) => other is not null && Name == other.Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as UnknownFamily);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
}
