using System.Collections.Immutable;

namespace Lts.Cli.StudyFiles;

/// <summary>A piece of a YAML or JSON file that remembers where it stood.</summary>
/// <param name="Line">Line in the file, from 1.</param>
internal abstract record FileNode(int Line)
{
    /// <summary>What to call this kind of node in an error.</summary>
    public abstract string Kind { get; }
}

/// <summary>A number, a word, a text, a truth value or nothing.</summary>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Text">As written, without quotes.</param>
/// <param name="Quoted">Whether it was written as a text, which is then never taken for a number.</param>
internal sealed record ScalarNode(int Line, string Text, bool Quoted) : FileNode(Line)
{
    public override string Kind => Quoted ? $"the text \"{Text}\"" : $"'{Text}'";

    /// <summary>Whether this says "nothing here".</summary>
    public bool IsNull => !Quoted && Text is "" or "~" or "null";
}

/// <summary>A list.</summary>
internal sealed record SequenceNode(int Line, ImmutableArray<FileNode> Items) : FileNode(Line)
{
    public override string Kind => "a list";
}

/// <summary>Fields with values; no name occurs twice.</summary>
internal sealed record MappingNode(int Line, ImmutableArray<FileField> Fields) : FileNode(Line)
{
    public override string Kind => "a mapping";
}

/// <summary>One field of a mapping.</summary>
internal readonly record struct FileField(string Name, int Line, FileNode Value);
