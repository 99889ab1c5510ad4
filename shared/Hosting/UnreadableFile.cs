namespace Lts.Hosting;

/// <summary>What is said of a file that a user named and that cannot be read, with one exit code for each cause.</summary>
public static class UnreadableFile
{
    /// <summary>
    /// The error for people: <see cref="ExitCode.NotFound"/> where there is no such file, <see cref="ExitCode.Usage"/> where it is a
    /// folder, and <see cref="ExitCode.Storage"/> where it is there and the disk or its permissions are in the way.
    /// </summary>
    /// <param name="path">The file, as it was named.</param>
    /// <param name="cause">What was thrown when it was opened or read.</param>
    /// <param name="whereMissing">A sentence that helps where there is no such file.</param>
    public static UserErrorException Explain(string path, Exception cause, string whereMissing = "")
    {
        ArgumentNullException.ThrowIfNull(cause);
        if (Directory.Exists(path))
        {
            // .NET calls it a missing file, or a forbidden one.
            return new UserErrorException($"{path} is a folder; name a file.", ExitCode.Usage, cause);
        }

        return cause is FileNotFoundException or DirectoryNotFoundException
            ? new UserErrorException($"There is no file {path}. {whereMissing}".TrimEnd(), ExitCode.NotFound, cause)
            : new UserErrorException($"{path} cannot be read: {cause.Message}", ExitCode.Storage, cause);
    }
}
