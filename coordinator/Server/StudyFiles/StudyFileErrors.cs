using Lts.Hosting;

namespace Lts.Coordinator.StudyFiles;

/// <summary>Gathers everything that is wrong with a file, so that the user learns all of it at once.</summary>
/// <param name="fileName">As the user named it.</param>
internal sealed class StudyFileErrors(string fileName)
{
    private readonly List<(int Line, string Message)> _errors = [];

    /// <summary>Messages so far, each with file and line, in the file's order.</summary>
    public IReadOnlyList<string> Messages => [.. _errors.OrderBy(e => e.Line).Select(e => $"{fileName}:{e.Line}: {e.Message}")];

    /// <summary>Notes an error.</summary>
    public void Add(int line, string message) => _errors.Add((line, message));

    /// <summary>Ends with one message that names every error, if there is any.</summary>
    /// <exception cref="UserErrorException">There are errors.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            var heading = _errors.Count > 1 ? $"{fileName} has {_errors.Count} errors:\n" : "";
            throw new UserErrorException(heading + string.Join('\n', Messages), ExitCode.Usage);
        }
    }
}
