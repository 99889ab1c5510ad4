using Lts.Domain.Architectures;
using Lts.Domain.Families;

namespace Lts.Reports.Text;

/// <summary>An architecture's values of a dimension, as text; empty where its family has no such dimension.</summary>
internal static class LayerText
{
    /// <summary>The value, or those of all layers, first to last.</summary>
    public static string All(Architecture architecture, Dimension dimension) =>
        Has(architecture, dimension) ? string.Join(' ', architecture.Values(dimension).Select(dimension.Text)) : "";

    /// <summary>One value when all layers agree; else their range, as in <c>256–1024</c>, or their names.</summary>
    public static string Range(Architecture architecture, Dimension dimension)
    {
        if (!Has(architecture, dimension))
        {
            return "";
        }

        var values = architecture.Values(dimension);
        return values.Min() == values.Max() ? dimension.Text(values[0])
            : dimension.Choices.IsEmpty ? $"{dimension.Text(values.Min())}–{dimension.Text(values.Max())}"
            : string.Join(' ', values.Distinct().Order().Select(dimension.Text));
    }

    private static bool Has(Architecture architecture, Dimension dimension) => architecture.Family.Dimensions.Any(d => d.Name == dimension.Name);
}
