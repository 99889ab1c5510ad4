using Lts.Hosting;

namespace Lts.Cli.StudyFiles;

/// <summary>Gathers everything that is wrong with a file, so that the user learns all of it at once.</summary>
/// <param name="fileName">As the user named it.</param>
internal sealed class StudyFileErrors(string fileName)
{
    private readonly List<(int Line, string Message)> _errors = [];

    /// <summary>Messages so far, each with file and line, in the file's order.</summary>
    public IReadOnlyList<string> Messages =>
        [.. _errors.OrderBy(e => e.Line).Select(e => e.Line > 0 ? $"{fileName}:{e.Line}: {e.Message}" : $"{fileName}: {e.Message}")];

    /// <summary>Whether there are errors.</summary>
    public bool Any => _errors.Count > 0;

    /// <summary>Whether there are errors from one line up to another, which is not included.</summary>
    public bool AnyBetween(int first, int end) => _errors.Any(e => e.Line >= first && e.Line < end);

    /// <summary>Notes an error.</summary>
    /// <param name="line">From 1; 0 when it is about what the file does not say.</param>
    /// <param name="message">What is wrong.</param>
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
