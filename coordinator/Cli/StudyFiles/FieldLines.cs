using System.Globalization;

namespace Lts.Cli.StudyFiles;

/// <summary>Finds where in a file the field stands that a message begins with, for example <c>space.layer_count.min</c>.</summary>
/// <param name="root">The file's content.</param>
internal sealed class FieldLines(FileNode root)
{
    private const string AlgorithmField = "algorithm";

    /// <summary>Line of the field or, where it is not written, of what it would be part of; 0 when not even that is there.</summary>
    public int Find(string message) => Extent(message)?.First ?? 0;

    /// <summary>
    /// First line, and the line after the last, of the field that a message is about or, where it is not written, of what it would be part of;
    /// <see langword="null"/> when not even that is there.
    /// </summary>
    public (int First, int End)? Extent(string message)
    {
        var node = root;
        (int First, int End)? extent = null;
        foreach (var name in Path(message))
        {
            if (Step(node, name) is not { } next)
            {
                break;
            }

            // A field ends where the next one of its mapping begins; the last one ends with its mapping.
            var end = LinesOf(node).Where(line => line > next.Line).DefaultIfEmpty(extent?.End ?? int.MaxValue).Min();
            (node, extent) = (next.Node, (next.Line, end));
        }

        return extent;
    }

    private static IEnumerable<int> LinesOf(FileNode node) => node switch
    {
        MappingNode mapping => mapping.Fields.Select(f => f.Line),
        SequenceNode list => list.Items.Select(i => i.Line),
        _ => [],
    };

    /// <summary>The names that a message begins with; settings of an algorithm stand under <c>algorithm</c> in a file.</summary>
    private static string[] Path(string message)
    {
        var end = 0;
        while (end < message.Length && (char.IsAsciiLetterOrDigit(message[end]) || message[end] is '_' or '.' or '[' or ']'))
        {
            end++;
        }

        var names = message[..end].Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
        return names is [var first, .. var rest] && AlgorithmReader.Names.Contains(first) ? [AlgorithmField, .. rest] : names;
    }

    private static (FileNode Node, int Line)? Step(FileNode node, string name)
    {
        if (name.StartsWith('['))
        {
            var index = int.Parse(name.AsSpan(1, name.Length - 2), CultureInfo.InvariantCulture);
            return node switch
            {
                SequenceNode list when index < list.Items.Length => (list.Items[index], list.Items[index].Line),
                MappingNode mapping when index < mapping.Fields.Length => (mapping.Fields[index].Value, mapping.Fields[index].Line),
                _ => null,
            };
        }

        if (node is not MappingNode fields)
        {
            return null;
        }

        // A quantity may be written with its unit: time_limit for time_limit_ms.
        var found = fields.Fields.FirstOrDefault(f => f.Name == name || name == f.Name + "_ms" || name == f.Name + "_bytes");
        return found.Name is null ? null : (found.Value, found.Line);
    }
}
