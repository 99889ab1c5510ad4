using Lts.Hosting;
using Microsoft.Data.Sqlite;

namespace Lts.Coordinator.Storage.Sqlite;

/// <summary>
/// A copy of a coordinator's database, while the coordinator runs or not. Made under another name, checked, forced to the disk, then renamed:
/// a file of the name that was asked for is whole.
/// </summary>
internal static class DatabaseCopy
{
    private const string Unfinished = ".unfinished";

    /// <summary>Makes the copy, as of one moment.</summary>
    /// <param name="database">The database's file.</param>
    /// <param name="path">The copy's file; one that is there is replaced.</param>
    /// <exception cref="SqliteException">One of them cannot be read or written.</exception>
    /// <exception cref="IOException">The copy cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The copy may not be written.</exception>
    /// <exception cref="StorageException">It is no coordinator's database, or the copy is damaged.</exception>
    public static void Make(string database, string path)
    {
        string unfinished = path + Unfinished;
        try
        {
            Fill(database, unfinished);
            File.Move(unfinished, path, overwrite: true);
            DurableFolder.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        finally
        {
            DurableFile.TryDelete(unfinished);
        }
    }

    private static void Fill(string database, string unfinished)
    {
        File.Delete(unfinished);
        CreatePrivate(unfinished);
        using (var from = Open(database))
        using (var to = Open(unfinished))
        {
            if (Schema.Scalar(from, "PRAGMA application_id") != Schema.ApplicationId)
            {
                throw new StorageException(StorageFailure.Corrupt, $"{database} is no coordinator's database.");
            }

            from.BackupDatabase(to);
            Schema.Execute(to, "PRAGMA journal_mode = DELETE"); // One file, until a coordinator opens it.
            if (Schema.Scalar(to, "SELECT COUNT(*) FROM pragma_quick_check WHERE quick_check <> 'ok'") != 0)
            {
                throw new StorageException(StorageFailure.Corrupt, $"The database {database} is damaged, and so would be its copy.");
            }
        }

        using var copy = new FileStream(unfinished, FileMode.Open, FileAccess.ReadWrite);
        copy.Flush(flushToDisk: true);
    }

    /// <summary>An empty file that nobody else may read; SQLite leaves its rights as they are.</summary>
    private static void CreatePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(path, options).Dispose();
    }

    private static SqliteConnection Open(string path)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false };
        var connection = new SqliteConnection(settings.ToString());
        connection.Open();
        return connection;
    }
}
