using System.Globalization;

namespace Lts.Reports.Text;

/// <summary>Numbers as reports print them, the same in every culture.</summary>
internal static class Numbers
{
    private const double BytesPerMiB = 1 << 20;

    /// <summary>Bytes in MiB (2^20 bytes).</summary>
    public static double MiB(long bytes) => bytes / BytesPerMiB;

    /// <summary>With up to six decimals, for machines.</summary>
    public static string Plain(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>A whole number, for machines.</summary>
    public static string Plain(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>With a fixed number of decimals and thousands separated, for people.</summary>
    public static string Fixed(double value, int decimals) => value.ToString("N" + Plain(decimals), CultureInfo.InvariantCulture);

    /// <summary>With about four significant digits, for people.</summary>
    public static string Significant(double value) => Math.Abs(value) switch
    {
        >= 100 => Fixed(value, 1),
        >= 1 => Fixed(value, 2),
        _ => Fixed(value, 4),
    };

    /// <summary>A count in millions, as in <c>12.35 M</c>.</summary>
    public static string Millions(double count) => Fixed(count / 1e6, 2) + " M";

    /// <summary>Half an interval as a share of its middle, as in <c>1.3 %</c>.</summary>
    public static string HalfWidth(double low, double high, double middle) =>
        middle > 0 ? Fixed(50 * (high - low) / middle, 1) + " %" : "";

    /// <summary>A moment in ISO 8601 and UTC, to the second.</summary>
    public static string Moment(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
