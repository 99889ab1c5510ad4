using Microsoft.Data.Sqlite;

namespace Lts.Coordinator.Storage.Sqlite;

/// <summary>Names SQLite's errors (https://www.sqlite.org/rescode.html).</summary>
internal static class SqliteErrors
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Constraint = 19;
    private const int NotADatabase = 26;

    /// <summary>Whether a row broke a rule of the schema, for example a unique name.</summary>
    public static bool IsConstraint(SqliteException e) => e.SqliteErrorCode == Constraint;

    /// <summary>The named failure of a file, or a row, that does not hold what was written.</summary>
    /// <param name="path">The database's file.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="cause">What showed it.</param>
    public static StorageException Damaged(string path, string problem, Exception cause) => new(
        StorageFailure.Corrupt,
        $"The database {path} is damaged or not a database ({problem}). "
        + "Restore it from a backup, or choose another data directory.", cause);

    /// <summary>The named failure of an error.</summary>
    /// <param name="e">SQLite's error.</param>
    /// <param name="path">The database's file.</param>
    public static StorageException Name(SqliteException e, string path) => e.SqliteErrorCode switch
    {
        Full => new StorageException(
            StorageFailure.Full,
            $"The disk that holds {path} is full. Nothing was lost: make room, and the coordinator goes on by itself.", e)
        {
            MessageAtStart = $"The disk that holds {path} is full. Nothing was lost: make room, then start the coordinator again.",
        },
        Busy or Locked => new StorageException(
            StorageFailure.Unavailable,
            $"The database {path} is locked by another program. Close it, and the coordinator goes on by itself.", e)
        {
            MessageAtStart = $"The database {path} is locked by another program. Close it, then start the coordinator again.",
        },
        Corrupt or NotADatabase => Damaged(path, e.Message, e),
        CannotOpen or ReadOnly => new StorageException(
            StorageFailure.Unavailable, $"The database {path} cannot be written ({e.Message}). Check the permissions of its directory.", e),
        _ => new StorageException(StorageFailure.Unavailable, $"The database {path} cannot be used: {e.Message}", e),
    };
}
