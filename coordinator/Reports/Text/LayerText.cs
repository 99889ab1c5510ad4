using System.Collections.Immutable;
using Lts.Domain.Architectures;

namespace Lts.Reports.Text;

/// <summary>What differs between an architecture's layers, as text.</summary>
internal static class LayerText
{
    /// <summary>Feed-forward sizes, first layer to last.</summary>
    public static string FeedForwardSizes(Architecture architecture) => Join(architecture, l => l.FeedForwardSize);

    /// <summary>Head counts, first layer to last.</summary>
    public static string HeadCounts(Architecture architecture) => Join(architecture, l => l.HeadCount);

    /// <summary>One number when all layers agree, else their range, as in <c>256–1024</c>.</summary>
    public static string FeedForwardRange(Architecture architecture) => Range([.. architecture.Layers.Select(l => l.FeedForwardSize)]);

    /// <summary>One number when all layers agree, else their range, as in <c>2–8</c>.</summary>
    public static string HeadRange(Architecture architecture) => Range([.. architecture.Layers.Select(l => l.HeadCount)]);

    private static string Join(Architecture architecture, Func<DecoderLayer, int> value) =>
        string.Join(' ', architecture.Layers.Select(l => Numbers.Plain(value(l))));

    private static string Range(ImmutableArray<int> values) =>
        values.Min() == values.Max() ? Numbers.Plain(values[0]) : $"{Numbers.Plain(values.Min())}–{Numbers.Plain(values.Max())}";
}
