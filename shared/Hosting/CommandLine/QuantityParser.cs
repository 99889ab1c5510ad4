using System.CommandLine.Parsing;
using System.Globalization;

namespace Lts.Hosting.CommandLine;

/// <summary>Parsers of options that take a number with its unit; <see cref="Quantity"/> reads it.</summary>
public static class QuantityParser
{
    private delegate bool TryRead(string text, out long value);

    /// <summary>A duration in milliseconds; <see langword="null"/> after an error, which has been noted.</summary>
    /// <param name="result">What was typed.</param>
    /// <param name="bareUnitMs">Milliseconds that a number without a unit counts; <see langword="null"/> refuses it.</param>
    /// <param name="leastMs">The shortest that is allowed, in milliseconds.</param>
    public static long? DurationMs(ArgumentResult result, long? bareUnitMs = null, long leastMs = 1) =>
        Parse(result, Quantity.TryDurationMs, Quantity.DurationForm, bareUnitMs, leastMs);

    /// <summary>A size in bytes; <see langword="null"/> after an error, which has been noted.</summary>
    /// <param name="result">What was typed.</param>
    /// <param name="bareUnitBytes">Bytes that a number without a unit counts; <see langword="null"/> refuses it.</param>
    /// <param name="leastBytes">The smallest that is allowed, in bytes.</param>
    public static long? SizeBytes(ArgumentResult result, long? bareUnitBytes = null, long leastBytes = 1) =>
        Parse(result, Quantity.TrySizeBytes, Quantity.SizeForm, bareUnitBytes, leastBytes);

    private static long? Parse(ArgumentResult result, TryRead read, string form, long? bareUnit, long least)
    {
        ArgumentNullException.ThrowIfNull(result);
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (!TryBare(text, bareUnit, out var value) && !read(text, out value))
        {
            result.AddError(Quantity.NotA(form, text));
            return null;
        }

        // A bound only where bare numbers are read: they may be of any size.
        if (value < least || (bareUnit is { } unit && value > int.MaxValue * (double)unit))
        {
            result.AddError($"'{text}' is not {form}, or it is too small or too large.");
            return null;
        }

        return value;
    }

    private static bool TryBare(string text, long? unit, out long value)
    {
        value = 0;
        if (unit is not { } factor || !double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        value = (long)Math.Min(number * factor, long.MaxValue / 2d);
        return true;
    }
}
