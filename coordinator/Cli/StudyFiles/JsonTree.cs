using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Lts.Domain;

namespace Lts.Cli.StudyFiles;

/// <summary>Reads JSON into the same nodes as YAML. Comments and trailing commas are allowed.</summary>
internal ref struct JsonTree
{
    private readonly ReadOnlySpan<byte> _json;
    private readonly StudyFileErrors _errors;
    private Utf8JsonReader _reader;
    private int _line = 1;
    private int _counted;

    private JsonTree(ReadOnlySpan<byte> json, StudyFileErrors errors)
    {
        _json = json;
        _errors = errors;
        _reader = new Utf8JsonReader(
            json,
            new JsonReaderOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
                MaxDepth = FileLimits.MaxDepth,
            });
    }

    /// <summary>The file's only value.</summary>
    /// <exception cref="MalformedFileException">It is not JSON.</exception>
    public static FileNode Read(string text, StudyFileErrors errors)
    {
        try
        {
            var tree = new JsonTree(Encoding.UTF8.GetBytes(text), errors);
            tree._reader.Read();
            var root = tree.ReadNode();
            tree._reader.Read(); // anything behind the value is an error
            return root;
        }
        catch (JsonException e)
        {
            throw new MalformedFileException((int)(e.LineNumber ?? 0) + 1, $"this is not valid JSON: {MalformedJson.Reason(e)}");
        }
    }

    private FileNode ReadNode()
    {
        var line = Line();
        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => new MappingNode(line, ReadFields()),
            JsonTokenType.StartArray => new SequenceNode(line, ReadItems()),
            JsonTokenType.String => new ScalarNode(line, Text(), Quoted: true),
            _ => new ScalarNode(line, Encoding.UTF8.GetString(_reader.ValueSpan), Quoted: false),
        };
    }

    private ImmutableArray<FileNode> ReadItems()
    {
        var items = ImmutableArray.CreateBuilder<FileNode>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(ReadNode());
        }

        return items.ToImmutable();
    }

    private ImmutableArray<FileField> ReadFields()
    {
        var fields = new FieldList(_errors);
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var name = Text();
            var line = Line();
            _reader.Read();
            fields.Add(new FileField(name, line, ReadNode()));
        }

        return fields.ToImmutable();
    }

    private string Text()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new MalformedFileException(Line(), "this text is not valid Unicode.");
        }
    }

    private int Line()
    {
        var start = (int)_reader.TokenStartIndex;
        _line += _json[_counted..start].Count((byte)'\n');
        _counted = start;
        return _line;
    }
}
