using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lts.Domain.Families;

namespace Lts.Domain.Architectures;

/// <summary>Names architectures. The text that is hashed is a contract: changing it renames every architecture ever stored.</summary>
internal static class ArchitectureId
{
    private const int HashBytes = 10;

    /// <summary>The canonical id: the family's name, an underscore and the first 80 bits of the text's SHA-256 in hexadecimal.</summary>
    /// <param name="architecture">A valid architecture.</param>
    public static string Of(Architecture architecture) =>
        $"{architecture.Family.Name}_"
        + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalText(architecture))).AsSpan(0, HashBytes));

    /// <summary>
    /// The family, <c>key=value</c> for each dimension of the model that has a key, and <c>l=</c> with the values of the layers: for example
    /// <c>gpt2;d=256;v=50257;s=1024;l=1024:4,768:8</c>. Dimensions without a key follow under their names where they are not the default.
    /// </summary>
    public static string CanonicalText(Architecture architecture)
    {
        var family = architecture.Family;
        var text = new StringBuilder(family.Name);
        foreach (var dimension in family.ModelDimensions.Where(d => d.IdKey is not null))
        {
            text.Append(CultureInfo.InvariantCulture, $";{dimension.IdKey}={architecture.Value(dimension)}");
        }

        text.Append(";l=");
        AppendLayers(text, architecture, [.. family.LayerDimensions.Where(d => d.IdKey is not null)]);
        foreach (var dimension in family.Dimensions.Skip(1).Where(d => d.IdKey is null))
        {
            var values = architecture.Values(dimension);
            if (values.Any(v => v != dimension.Default))
            {
                text.Append(CultureInfo.InvariantCulture, $";{dimension.Name}={string.Join(',', values.Select(dimension.Text))}");
            }
        }

        return text.ToString();
    }

    /// <summary>One group per layer, as in <c>1024:4,768:8</c>; their number where layers have nothing of their own.</summary>
    private static void AppendLayers(StringBuilder text, Architecture architecture, Dimension[] dimensions)
    {
        if (dimensions.Length == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{architecture.LayerCount}");
            return;
        }

        var values = dimensions.Select(architecture.Values).ToArray();
        text.AppendJoin(',', Enumerable.Range(0, architecture.LayerCount).Select(layer => string.Join(':', values.Select(v => v[layer]))));
    }
}
