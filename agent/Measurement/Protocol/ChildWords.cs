using System.Globalization;

namespace Lts.Agent.Measurement.Protocol;

/// <summary>The lines of the protocol that are not JSON.</summary>
internal static class ChildWords
{
    /// <summary>The hidden verb that makes the program a measuring process.</summary>
    public const string Verb = "measure-child";

    private const string GoWord = "go ";

    /// <summary>The line that starts the work.</summary>
    /// <param name="timeLeft">How long the work may take.</param>
    public static string Go(TimeSpan timeLeft) => GoWord + timeLeft.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Go"/> wrote.</summary>
    public static TimeSpan ParseGo(string line) =>
        TimeSpan.FromMilliseconds(double.Parse(line.AsSpan(GoWord.Length), NumberStyles.Float, CultureInfo.InvariantCulture));
}
