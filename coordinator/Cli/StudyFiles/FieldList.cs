using System.Collections.Immutable;

namespace Lts.Cli.StudyFiles;

/// <summary>Collects a mapping's fields; of two with one name the first is kept and the second is an error.</summary>
internal sealed class FieldList(StudyFileErrors errors)
{
    private readonly ImmutableArray<FileField>.Builder _fields = ImmutableArray.CreateBuilder<FileField>();
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    /// <summary>Keeps a field, or notes that its name was used before.</summary>
    /// <param name="field">The next field of the mapping.</param>
    public void Add(FileField field)
    {
        if (_lines.TryAdd(field.Name, field.Line))
        {
            _fields.Add(field);
        }
        else
        {
            errors.Add(field.Line, $"{field.Name} is given twice (first on line {_lines[field.Name]}); keep one.");
        }
    }

    /// <summary>The fields, in the file's order.</summary>
    public ImmutableArray<FileField> ToImmutable() => _fields.ToImmutable();
}
