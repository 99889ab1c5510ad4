using System.Globalization;
using Lts.Domain;

namespace Lts.Cli.StudyFiles;

/// <summary>
/// Takes fields out of a mapping by name and type. Wrong types are noted as errors and read as absent; <see cref="Finish"/> notes every
/// field that nobody asked for.
/// </summary>
/// <param name="node">The fields that are taken out.</param>
/// <param name="path">Its place, for example <c>space.layer_count</c>; empty at the top.</param>
/// <param name="errors">Receives what is wrong.</param>
internal sealed class MappingReader(MappingNode node, string path, StudyFileErrors errors)
{
    private readonly List<string> _known = [];

    /// <summary>Line of the mapping, from 1.</summary>
    public int Line => node.Line;

    /// <summary>Where errors go.</summary>
    public StudyFileErrors Errors => errors;

    /// <summary>The full name of a field, for messages.</summary>
    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>A field's value; <see langword="null"/> when it is absent or says nothing.</summary>
    public FileNode? Node(string name)
    {
        if (!_known.Contains(name))
        {
            _known.Add(name);
        }

        var value = node.Fields.FirstOrDefault(f => f.Name == name).Value;
        return value is ScalarNode { IsNull: true } ? null : value;
    }

    /// <summary>Whether a field is there, asked for or not.</summary>
    public bool Holds(string name) => node.Fields.Any(f => f.Name == name);

    /// <summary>A word or text.</summary>
    public string? Text(string name) => Scalar(name, "text", s => s.Text);

    /// <summary>A whole number within 32 bits.</summary>
    public int? Int(string name) => Scalar(name, "a whole number", AsInt);

    /// <summary>A whole number within 64 bits.</summary>
    public long? Long(string name) => Scalar(name, "a whole number", AsLong);

    /// <summary>A finite number.</summary>
    public double? Number(string name) => Scalar(name, "a number", AsNumber);

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public bool? Bool(string name) => Scalar(
        name, "true or false", s => s is { Quoted: false, Text: "true" or "false" } ? s.Text == "true" : (bool?)null);

    /// <summary>A scalar that a function understands.</summary>
    public T? Scalar<T>(string name, string expected, Func<ScalarNode, T?> read)
    {
        var value = Node(name);
        if (value is null)
        {
            return default;
        }

        if (value is ScalarNode scalar && read(scalar) is { } result)
        {
            return result;
        }

        Unexpected(name, value, expected);
        return default;
    }

    /// <summary>A list's items; a single value counts as a list of one.</summary>
    public IReadOnlyList<FileNode> List(string name) => Node(name) switch
    {
        null => [],
        SequenceNode list => list.Items,
        var single => [single],
    };

    /// <summary>A mapping; <see langword="null"/> when it is absent.</summary>
    public MappingReader? Mapping(string name)
    {
        var value = Node(name);
        if (value is MappingNode mapping)
        {
            return new MappingReader(mapping, PathOf(name), errors);
        }

        if (value is not null)
        {
            Unexpected(name, value, "a mapping");
        }

        return null;
    }

    /// <summary>Notes that a value is not what it should be.</summary>
    public void Unexpected(string name, FileNode value, string expected) =>
        errors.Add(value.Line, $"{PathOf(name)} must be {expected}, not {value.Kind}.");

    /// <summary>Notes every field that was never asked for, with the name it may have meant.</summary>
    public void Finish()
    {
        foreach (var field in node.Fields.Where(f => !_known.Contains(f.Name)))
        {
            errors.Add(field.Line, $"{PathOf(field.Name)} is not a field; {NearestName.Hint(field.Name, _known)}");
        }
    }

    internal static int? AsInt(ScalarNode scalar) =>
        AsLong(scalar) is { } value and >= int.MinValue and <= int.MaxValue ? (int)value : null;

    internal static long? AsLong(ScalarNode scalar) =>
        !scalar.Quoted && long.TryParse(scalar.Text.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out var value) ? value : null;

    internal static double? AsNumber(ScalarNode scalar) =>
        !scalar.Quoted && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value) ? value : null;
}
