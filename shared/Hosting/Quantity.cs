using System.Buffers;
using System.Globalization;

namespace Lts.Hosting;

/// <summary>Numbers with units, as people write them: <c>60s</c>, <c>1.5m</c>, <c>2GiB</c>, <c>512 MB</c>.</summary>
public static class Quantity
{
    /// <summary>What a duration looks like, for messages.</summary>
    public const string DurationForm = "a time with its unit (ms, s, m, h), for example 60s";

    /// <summary>What a size looks like, for messages.</summary>
    public const string SizeForm = "a size with its unit (B, KB, MB, GB, or KiB, MiB, GiB), for example 2GiB";

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private static readonly (string Unit, double Milliseconds)[] TimeUnits =
        [("ms", 1), ("s", 1e3), ("m", 60e3), ("min", 60e3), ("h", 3600e3)];

    private static readonly (string Unit, double Bytes)[] SizeUnits =
    [
        ("B", 1), ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30),
    ];

    /// <summary>The message about a text that has not the form asked for.</summary>
    /// <param name="form"><see cref="DurationForm"/> or <see cref="SizeForm"/>.</param>
    /// <param name="text">What the user wrote.</param>
    public static string NotA(string form, string text) => $"'{text}' is not {form}.";

    /// <summary>Reads the duration that an option has.</summary>
    /// <param name="option">The option, for the message.</param>
    /// <param name="text">What the user wrote.</param>
    /// <param name="longest">The longest that is allowed.</param>
    /// <exception cref="UserErrorException"><see cref="ExitCode.Usage"/>: it is not a duration, shorter than 1 ms, or too long.</exception>
    public static TimeSpan Duration(string option, string text, TimeSpan longest)
    {
        if (!TryDurationMs(text, out var milliseconds))
        {
            throw new UserErrorException($"{option}: {NotA(DurationForm, text)}", ExitCode.Usage);
        }

        return milliseconds <= longest.TotalMilliseconds
            ? TimeSpan.FromMilliseconds(milliseconds)
            : throw new UserErrorException(
                string.Create(CultureInfo.InvariantCulture, $"{option}: '{text}' is longer than {longest.TotalHours:0.#} h, the longest allowed."),
                ExitCode.Usage);
    }

    /// <summary>Reads a duration of at least 1 ms.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <param name="milliseconds">The duration in milliseconds, rounded.</param>
    public static bool TryDurationMs(string text, out long milliseconds) => TryRead(text, TimeUnits, out milliseconds);

    /// <summary>Reads a size of at least 1 byte.</summary>
    /// <param name="text">What the user wrote.</param>
    /// <param name="bytes">The size in bytes, rounded.</param>
    public static bool TrySizeBytes(string text, out long bytes) => TryRead(text, SizeUnits, out bytes);

    private static bool TryRead(string text, (string Unit, double Factor)[] units, out long value)
    {
        value = 0;
        var trimmed = text.AsSpan().Trim();
        var digits = trimmed.IndexOfAnyExcept(NumberCharacters);
        if (digits < 1 || !double.TryParse(trimmed[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        var name = trimmed[digits..].Trim().ToString();
        var factor = units.FirstOrDefault(u => u.Unit.Equals(name, StringComparison.OrdinalIgnoreCase)).Factor;
        var product = Math.Round(number * factor);
        if (product is < 1 or > 1e18)
        {
            return false;
        }

        value = (long)product;
        return true;
    }
}
