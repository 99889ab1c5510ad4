using System.Globalization;

namespace Lts.Trainer.Training.Progress;

/// <summary>Perplexities for people: a model that diverged, or text without spaces, can have one of three hundred digits, or beyond any number.</summary>
internal static class PerplexityText
{
    private const double MostInDigits = 1e7;

    /// <summary>For example <c>812.16</c>, <c>3.2e+45</c>, <c>over 1e308</c>.</summary>
    public static string Of(double perplexity) => perplexity switch
    {
        double.NaN => "not a number",
        double.PositiveInfinity => "over 1e308",
        >= MostInDigits => perplexity.ToString("0.#e+0", CultureInfo.InvariantCulture),
        _ => perplexity.ToString("0.00", CultureInfo.InvariantCulture),
    };
}
