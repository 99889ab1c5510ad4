using Lts.Coordinator.Client;
using Lts.Hosting;
using Lts.Protos.V1;

namespace Lts.Coordinator.StudyFiles;

/// <summary>A study as a file, in YAML or JSON; docs/study-file.md describes it.</summary>
internal static class StudyFile
{
    /// <summary>Reads a file, or standard input for <c>-</c>.</summary>
    /// <exception cref="UserErrorException">It cannot be read, or has errors; every error is named with its line.</exception>
    public static StudySpec Load(string path)
    {
        var text = InputFile.ReadText(path, FileLimits.MaxBytes);
        var isFile = path != InputFile.StandardInput;
        var errors = new StudyFileErrors(isFile ? path : "standard input");
        var folder = isFile ? Path.GetDirectoryName(Path.GetFullPath(path))! : Environment.CurrentDirectory;
        var spec = Parse(text, IsJson(path, text), errors, folder);
        errors.ThrowIfAny();
        return spec;
    }

    /// <summary>Reads a file's text. What is wrong goes to <paramref name="errors"/>.</summary>
    internal static StudySpec Parse(string text, bool json, StudyFileErrors errors, string folder)
    {
        try
        {
            var root = json ? JsonTree.Read(text, errors) : YamlTree.Read(text, errors);
            return StudySpecReader.Read(root, errors, folder);
        }
        catch (MalformedFileException e)
        {
            errors.Add(e.Line, e.Message);
            return new StudySpec();
        }
    }

    private static bool IsJson(string path, string text) =>
        path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        || (path == InputFile.StandardInput && text.AsSpan().TrimStart().StartsWith('{'));
}
