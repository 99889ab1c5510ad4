using System.Globalization;

namespace Lts.Cli.Commands.Display;

/// <summary>Numbers for people.</summary>
internal static class Units
{
    /// <summary>For example <c>1.24 M</c>.</summary>
    public static string Count(long value) => value switch
    {
        >= 1_000_000_000 => Text($"{value / 1e9:0.00} G"),
        >= 1_000_000 => Text($"{value / 1e6:0.00} M"),
        >= 10_000 => Text($"{value / 1e3:0.0} k"),
        _ => Text($"{value}"),
    };

    /// <summary>Bytes as <c>12.3 MiB</c> (2^20 bytes).</summary>
    public static string Mib(long bytes) => Text($"{bytes / (double)(1 << 20):0.0} MiB");

    /// <summary>The size of a file, in the unit that suits it.</summary>
    public static string Size(long bytes) => bytes switch
    {
        >= 1 << 20 => Mib(bytes),
        >= 1 << 10 => Text($"{bytes / 1024.0:0.0} KiB"),
        _ => Text($"{bytes} B"),
    };

    /// <summary>Bytes as <c>23.5 GiB</c> (2^30 bytes).</summary>
    public static string Gib(long bytes) => Text($"{bytes / (double)(1 << 30):0.0} GiB");

    /// <summary>For example <c>12.34 ms</c>.</summary>
    public static string Ms(double milliseconds) => Text($"{milliseconds:0.00} ms");

    /// <summary>For example <c>3 min 20 s</c>.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalHours: >= 1 } => Text($"{(int)time.TotalHours} h {time.Minutes} min"),
        { TotalMinutes: >= 1 } => Text($"{time.Minutes} min {time.Seconds} s"),
        _ => Text($"{Math.Max(0, (int)time.TotalSeconds)} s"),
    };

    /// <summary>For example <c>2026-05-01 12:30:05Z</c>; empty when unknown, which the default value stands for.</summary>
    public static string Time(DateTimeOffset time) =>
        time == default ? "" : time.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
