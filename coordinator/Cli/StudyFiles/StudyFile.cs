using Lts.Cli.Client;
using Lts.Contracts;
using Lts.Hosting;
using Lts.Protos.V1;
using Lts.Search;

namespace Lts.Cli.StudyFiles;

/// <summary>A study as a file, in YAML or JSON; docs/study-file.md describes it.</summary>
internal sealed class StudyFile
{
    private readonly StudyFileErrors _errors;
    private readonly FieldLines? _lines;

    private StudyFile(StudySpec spec, StudyFileErrors errors, FieldLines? lines)
    {
        Spec = spec;
        _errors = errors;
        _lines = lines;
    }

    /// <summary>What could be read; it may be changed before <see cref="Check"/>.</summary>
    public StudySpec Spec { get; }

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
            return new StudyFile(new StudySpec(), errors, null);
        }
    }

    /// <summary>
    /// Checks everything that can be checked without a coordinator, by the rules that the coordinator applies, and names every error with
    /// its line. What depends on a field that could not be read is left for the next time.
    /// </summary>
    /// <exception cref="UserErrorException">There are errors.</exception>
    public void Check()
    {
        if (_lines is not null)
        {
            AddErrorsOfMeaning(_lines);
        }

        _errors.ThrowIfAny();
    }

    private void AddErrorsOfMeaning(FieldLines lines)
    {
        var unreadable = _errors.Any;
        var errors = new List<string>();
        errors.AddRange(StudySpecValidator.Validate(StudySpecMapping.Read(Spec, errors)));
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
