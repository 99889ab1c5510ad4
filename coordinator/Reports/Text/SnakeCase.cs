using System.Text.Json;

namespace Lts.Reports.Text;

/// <summary>Names of enum members as files and tables spell them.</summary>
internal static class SnakeCase
{
    /// <summary>For example <c>timed_out</c> for <c>TimedOut</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
