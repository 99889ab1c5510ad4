namespace Lts.Hosting;

/// <summary>What is said of a file that a user named and that cannot be read.</summary>
public static class UnreadableFile
{
    /// <summary>The error for people.</summary>
    /// <param name="path">The file, as it was named.</param>
    /// <param name="cause">What was thrown when it was opened or read.</param>
    /// <param name="exitCode">How the program ends where the file is there; where it is not, with <see cref="ExitCode.NotFound"/>.</param>
    public static UserErrorException Explain(string path, Exception cause, int exitCode)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return cause is FileNotFoundException or DirectoryNotFoundException
            ? new UserErrorException($"There is no file {path}.", ExitCode.NotFound, cause)
            : new UserErrorException($"{path} cannot be read: {cause.Message}", exitCode, cause);
    }
}
