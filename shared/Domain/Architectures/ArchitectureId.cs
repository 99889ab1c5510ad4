using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Lts.Domain.Architectures;

/// <summary>Names architectures. The text that is hashed is a contract: changing it renames every architecture ever stored.</summary>
internal static class ArchitectureId
{
    private const int HashBytes = 10;

    public static string Of(Architecture architecture) =>
        "gpt2_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalText(architecture))).AsSpan(0, HashBytes));

    /// <summary>For example <c>gpt2;d=256;v=50257;s=1024;l=1024:4,768:8</c>: one <c>feed-forward:heads</c> pair a layer.</summary>
    public static string CanonicalText(Architecture architecture)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"gpt2;d={architecture.HiddenSize};v={architecture.VocabularySize};s={architecture.MaxSequenceLength};l=");
        text.AppendJoin(',', architecture.Layers.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.FeedForwardSize}:{l.HeadCount}")));
        return text.ToString();
    }
}
