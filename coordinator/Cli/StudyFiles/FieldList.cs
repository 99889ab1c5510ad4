using System.Collections.Immutable;

namespace Lts.Cli.StudyFiles;

/// <summary>Collects a mapping's fields; of two with one name the first is kept and the second is an error.</summary>
internal sealed class FieldList(StudyFileErrors errors)
{
    private readonly ImmutableArray<FileField>.Builder _fields = ImmutableArray.CreateBuilder<FileField>();
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    public void Add(FileField field)
    {
        if (_lines.TryAdd(field.Name, field.Line))
        {
            _fields.Add(field);
        }
        else
        {
            errors.Add(field.Line, $"{field.Name} is given twice (first in line {_lines[field.Name]}); keep one.");
        }
    }

    public ImmutableArray<FileField> ToImmutable() => _fields.ToImmutable();
}
