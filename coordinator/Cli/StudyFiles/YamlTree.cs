using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Lts.Cli.StudyFiles;

/// <summary>
/// Reads YAML into nodes. Aliases are refused, which leaves no way to make a small file large; so are merge keys and several documents.
/// </summary>
internal sealed class YamlTree
{
    private readonly Parser _parser;
    private readonly StudyFileErrors _errors;

    private YamlTree(string text, StudyFileErrors errors)
    {
        _parser = new Parser(new StringReader(text));
        _errors = errors;
    }

    /// <summary>The file's only document.</summary>
    /// <exception cref="MalformedFileException">It is not YAML, or uses what study files do not allow.</exception>
    public static FileNode Read(string text, StudyFileErrors errors)
    {
        var tree = new YamlTree(text, errors);
        try
        {
            return tree.ReadDocument();
        }
        catch (YamlException e)
        {
            throw new MalformedFileException((int)e.Start.Line, $"this is not valid YAML: {e.Message.TrimEnd('.')}.");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // The parser's own way to stumble over what is not YAML: a mapping that begins within a key, for example.
            throw new MalformedFileException((int)(tree._parser.Current?.End.Line ?? 1), "this is not valid YAML, here or a little further on.");
        }
    }

    private FileNode ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            throw new MalformedFileException(1, "the file is empty.");
        }

        var root = ReadNode(FileLimits.MaxDepth);
        _parser.Consume<DocumentEnd>();
        return _parser.Accept<DocumentStart>(out var second)
            ? throw new MalformedFileException((int)second.Start.Line, "a second document begins here; a study file holds one.")
            : root;
    }

    private FileNode ReadNode(int depthLeft)
    {
        var node = _parser.Consume<ParsingEvent>();
        var line = (int)node.Start.Line;
        if (depthLeft == 0)
        {
            throw new MalformedFileException(line, $"the file is nested deeper than {FileLimits.MaxDepth} levels.");
        }

        if (node is AnchorAlias || node is NodeEvent { Anchor.IsEmpty: false })
        {
            throw new MalformedFileException(line, "anchors (&name) and aliases (*name) are not allowed; write the value out.");
        }

        return node switch
        {
            Scalar scalar => new ScalarNode(line, scalar.Value, scalar.Style is not ScalarStyle.Plain),
            SequenceStart => new SequenceNode(line, ReadItems(depthLeft)),
            MappingStart => new MappingNode(line, ReadFields(depthLeft)),
            _ => throw new MalformedFileException(line, "a value is missing here."),
        };
    }

    private ImmutableArray<FileNode> ReadItems(int depthLeft)
    {
        var items = ImmutableArray.CreateBuilder<FileNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode(depthLeft - 1));
        }

        return items.ToImmutable();
    }

    private ImmutableArray<FileField> ReadFields(int depthLeft)
    {
        var fields = new FieldList(_errors);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var name = ReadNode(depthLeft - 1);
            if (name is not ScalarNode { Text: var text })
            {
                throw new MalformedFileException(name.Line, $"a field's name must be a word, not {name.Kind}.");
            }

            fields.Add(new FileField(text, name.Line, ReadNode(depthLeft - 1)));
        }

        return fields.ToImmutable();
    }
}
