namespace Lts.Coordinator.Storage;

/// <summary>The database could not be read or written. Nothing of the operation was kept, and nothing of it may be acknowledged.</summary>
/// <param name="failure">In which way.</param>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">SQLite's error.</param>
internal sealed class StorageException(StorageFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>In which way.</summary>
    public StorageFailure Failure { get; } = failure;

    /// <summary>
    /// What happened and what to do when it happens at the start, which ends the program: nothing goes on by itself then. The same as
    /// the message unless set.
    /// </summary>
    public string MessageAtStart { get; init; } = message;
}
