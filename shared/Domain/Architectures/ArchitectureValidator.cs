using Lts.Domain.Families;

namespace Lts.Domain.Architectures;

/// <summary>Says what is wrong with an architecture, by the field names of architecture files.</summary>
public static class ArchitectureValidator
{
    /// <summary>Every error; empty for an architecture that can be built.</summary>
    public static IReadOnlyList<string> Validate(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var errors = new List<string>();
        foreach (var dimension in architecture.Family.ModelDimensions)
        {
            Check(errors, dimension, dimension.Name, architecture.Value(dimension));
        }

        if (architecture.AttentionDropout is not (>= 0 and < 1))
        {
            errors.Add($"{ArchitectureFields.AttentionDropout} must be at least 0 and less than 1.");
        }

        var all = architecture.Family.Dimensions.ToDictionary(d => d.Name, architecture.Values);
        for (var i = 0; i < architecture.LayerCount && i < ArchitectureLimits.Layers; i++)
        {
            foreach (var dimension in architecture.Family.LayerDimensions)
            {
                Check(errors, dimension, PlaceOf(dimension, i), all[dimension.Name][i]);
            }
        }

        errors.AddRange(RuleErrors(
            architecture.Family,
            Math.Min(architecture.LayerCount, ArchitectureLimits.Layers),
            (dimension, layer) => Legal(dimension, all[dimension.Name][dimension.PerLayer ? layer : 0])));
        return errors;
    }

    /// <summary>Throws when <see cref="Validate"/> finds errors.</summary>
    /// <exception cref="ValidationException">The architecture cannot be built.</exception>
    public static void ThrowIfInvalid(Architecture architecture)
    {
        if (Validate(architecture) is { Count: > 0 } errors)
        {
            throw new ValidationException("the architecture", errors);
        }
    }

    /// <summary>The rules that are broken. Values that are wrong by themselves are left out: they have been told already.</summary>
    /// <param name="family">Whose rules are looked at.</param>
    /// <param name="layerCount">How many layers to look at.</param>
    /// <param name="valueOf">The legal value of a dimension in a layer; <see langword="null"/> where there is none.</param>
    internal static IEnumerable<string> RuleErrors(ModelFamily family, int layerCount, Func<Dimension, int, int?> valueOf)
    {
        foreach (var rule in family.Rules)
        {
            bool perLayer = rule.Subject.PerLayer || rule.Given.PerLayer;
            for (int layer = 0; layer < (perLayer ? layerCount : 1); layer++)
            {
                if (valueOf(rule.Subject, layer) is { } subject && valueOf(rule.Given, layer) is { } given && !rule.Allows(subject, given))
                {
                    yield return rule.Violation(perLayer ? PlaceOf(rule.Subject, layer) : rule.Subject.Name, subject, given);
                }
            }
        }
    }

    private static string PlaceOf(Dimension dimension, int layer) => $"{dimension.Name} of layer {layer}";

    private static int? Legal(Dimension dimension, int value) => dimension.Allows(value) ? value : null;

    private static void Check(List<string> errors, Dimension dimension, string place, int value)
    {
        if (!dimension.Allows(value))
        {
            errors.Add(dimension.Choices.IsEmpty
                ? $"{place} must be from {dimension.Minimum} to {dimension.Maximum}, not {value}."
                : $"{place} must be {dimension.Requirement}, not number {value}.");
        }
    }
}
