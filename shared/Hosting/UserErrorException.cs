namespace Lts.Hosting;

/// <summary>An error to show as one message, without a stack trace: it says what is wrong and what to do.</summary>
public sealed class UserErrorException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What is wrong and what to do about it.</param>
    /// <param name="exitCode">One of the codes of <see cref="Hosting.ExitCode"/>.</param>
    /// <param name="inner">The cause, for the log.</param>
    public UserErrorException(string message, int exitCode = Hosting.ExitCode.Failure, Exception? inner = null)
        : base(message, inner) => ExitCode = exitCode;

    /// <summary>The code that the program exits with.</summary>
    public int ExitCode { get; }
}
