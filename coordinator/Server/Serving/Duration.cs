using System.Globalization;
using Lts.Hosting;

namespace Lts.Coordinator.Serving;

/// <summary>Durations as users write them: <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>2h</c>.</summary>
internal static class Duration
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Reads a duration of more than nothing and at most a day.</summary>
    /// <param name="option">The option that has it, for the message.</param>
    /// <param name="text">What the user wrote.</param>
    /// <exception cref="UserErrorException">It is none.</exception>
    public static TimeSpan Parse(string option, string text)
    {
        int digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        double? unit = text[digits..] switch
        {
            "ms" => 1,
            "s" => 1_000,
            "m" => 60_000,
            "h" => 3_600_000,
            _ => null,
        };
        var number = text.AsSpan(0, digits);
        return unit is { } ms
            && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count)
            && count > 0 && count * ms <= Longest.TotalMilliseconds
            ? TimeSpan.FromMilliseconds(count * ms)
            : throw new UserErrorException(
                $"{option} {text} is no duration: write for example 500ms, 30s or 5m, at most 24h.", ExitCode.Usage);
    }
}
