using System.Text;
using System.Text.RegularExpressions;

namespace Lts.Hosting.CommandLine;

/// <summary>Puts the parser's messages into words that do not name types of .NET.</summary>
/// <param name="inner">Receives every line.</param>
internal sealed partial class PlainWords(TextWriter inner) : TextWriter
{
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["System.Int32"] = "a whole number",
        ["System.Int64"] = "a whole number",
        ["System.Double"] = "a number",
        ["System.Boolean"] = "true or false",
    };

    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <summary>The message in plain words; as it is where it names no type.</summary>
    /// <param name="message">A message of the parser.</param>
    public static string Of(string message) => TypeMessage().Replace(message, match =>
    {
        var kind = Kinds.GetValueOrDefault(match.Groups["type"].Value, "valid here");
        return $"{match.Groups["name"].Value}: '{match.Groups["text"].Value}' is not {kind}.";
    });

    /// <inheritdoc/>
    public override void Write(char value) => inner.Write(value);

    /// <inheritdoc/>
    public override void Write(string? value) => inner.Write(value is null ? null : Of(value));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => inner.WriteLine(value is null ? null : Of(value));

    /// <inheritdoc/>
    public override void WriteLine() => inner.WriteLine();

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    [GeneratedRegex(
        @"Cannot parse argument '(?<text>.*)' for (option|command) '(?<name>.*?)' as expected type '(System\.Nullable`1\[)?(?<type>[^'\]]*)\]?'\.?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TypeMessage();
}
