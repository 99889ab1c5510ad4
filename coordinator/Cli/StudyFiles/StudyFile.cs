using Lts.Cli.Files;
using Lts.Domain.Spaces;
using Lts.Hosting;
using Lts.Search;

namespace Lts.Cli.StudyFiles;

/// <summary>A study as a file, in YAML or JSON; docs/study-file.md describes it.</summary>
internal sealed class StudyFile
{
    private readonly StudyFileErrors _errors;
    private readonly FieldLines? _lines;

    private StudyFile(StudyDraft draft, StudyFileErrors errors, FieldLines? lines)
    {
        Draft = draft;
        _errors = errors;
        _lines = lines;
    }

    /// <summary>What could be read.</summary>
    public StudyDraft Draft { get; }

    /// <summary>Reads a file, or standard input for <c>-</c>.</summary>
    /// <exception cref="UserErrorException">It cannot be read at all.</exception>
    public static StudyFile Load(string path)
    {
        var text = InputFile.ReadText(path, FileLimits.MaxBytes);
        var isFile = path != InputFile.StandardInput;
        var folder = isFile ? Path.GetDirectoryName(Path.GetFullPath(path))! : Environment.CurrentDirectory;
        return Parse(text, IsJson(path, text), isFile ? path : "standard input", folder);
    }

    /// <summary>Reads a file's text.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="json">JSON; otherwise YAML.</param>
    /// <param name="name">What to call the file in errors.</param>
    /// <param name="folder">Where relative paths start.</param>
    internal static StudyFile Parse(string text, bool json, string name, string folder)
    {
        var errors = new StudyFileErrors(name);
        try
        {
            var root = json ? JsonTree.Read(text, errors) : YamlTree.Read(text, errors);
            return new StudyFile(StudyNodeReader.Read(root, errors, folder), errors, new FieldLines(root));
        }
        catch (MalformedFileException e)
        {
            errors.Add(e.Line, e.Message);
            return new StudyFile(new StudyDraft(), errors, null);
        }
    }

    /// <summary>
    /// Checks everything that can be checked without a coordinator, by the rules that the coordinator applies, and names every error with
    /// its line. What depends on a field that could not be read is left for the next time.
    /// </summary>
    /// <param name="draft">What was read, or what has become of it since.</param>
    /// <exception cref="UserErrorException">There are errors.</exception>
    public void Check(StudyDraft draft)
    {
        if (_lines is not null)
        {
            AddErrorsOfMeaning(_lines, draft);
        }

        _errors.ThrowIfAny();
    }

    private void AddErrorsOfMeaning(FieldLines lines, StudyDraft draft)
    {
        var unreadable = _errors.Any;
        var errors = new List<string>();
        if (draft.LacksSpace)
        {
            errors.Add($"space.preset must be one of {string.Join(", ", SearchSpaces.All.Select(s => s.Name))}; it is missing.");
        }

        errors.AddRange(StudySpecValidator.Validate(draft.ToSpec()));
        var known = errors.Where(error => !unreadable || (lines.Extent(error) is var (first, end) && !_errors.AnyBetween(first, end)));
        foreach (var error in known.ToList())
        {
            _errors.Add(lines.Find(error), error);
        }
    }

    private static bool IsJson(string path, string text) =>
        path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        || (path == InputFile.StandardInput && text.AsSpan().TrimStart().StartsWith('{'));
}
