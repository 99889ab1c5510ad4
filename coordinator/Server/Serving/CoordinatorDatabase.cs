using Lts.Coordinator.Storage;
using Lts.Coordinator.Storage.Sqlite;
using Lts.Hosting;
using Microsoft.Data.Sqlite;

namespace Lts.Coordinator.Serving;

/// <summary>What can be done with a coordinator's database from outside the coordinator.</summary>
public static class CoordinatorDatabase
{
    /// <summary>Copies the database of a data directory to one file, as of one moment, whether a coordinator runs or not.</summary>
    /// <param name="directory">The coordinator's data directory.</param>
    /// <param name="path">Where the copy goes; its folder exists.</param>
    /// <param name="overwrite">Whether a file that is there is replaced.</param>
    /// <returns>The copy's size in bytes.</returns>
    /// <exception cref="UserErrorException">There is no database, a file is in the way, or something cannot be read or written.</exception>
    public static long Backup(string directory, string path, bool overwrite)
    {
        string database = Find(directory);
        string target = Path.GetFullPath(path);
        if (target.StartsWith(Path.GetFullPath(database), StringComparison.Ordinal))
        {
            throw new UserErrorException($"{path} is a file of the database itself. Choose another place.", ExitCode.Usage);
        }

        if (Directory.Exists(target))
        {
            throw new UserErrorException($"{path} is a folder; name a file.", ExitCode.Usage);
        }

        if (File.Exists(target) && !overwrite)
        {
            throw new UserErrorException($"{path} exists. Choose another name, or replace it with --force.", ExitCode.Conflict);
        }

        Named(database, () => DatabaseCopy.Make(database, target));
        return new FileInfo(target).Length;
    }

    /// <summary>Gives the space of deleted rows back to the disk. The coordinator must not run.</summary>
    /// <param name="directory">The coordinator's data directory.</param>
    /// <returns>The size in bytes before and after.</returns>
    /// <exception cref="UserErrorException">There is no database, a coordinator uses it, or the disk has no room for a second copy.</exception>
    public static (long Before, long After) Compact(string directory)
    {
        string database = Find(directory);
        using var directoryLock = DataDirectoryLock.Take(directory, "coordinator");
        long before = SizeOf(database);
        Named(database, () =>
        {
            using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
            connection.Open();
            Schema.Execute(connection, "VACUUM; PRAGMA wal_checkpoint(TRUNCATE);");
        });
        return (before, SizeOf(database));
    }

    private static string Find(string directory)
    {
        SQLitePCL.Batteries_V2.Init();
        string database = Path.Combine(directory, SqliteStore.FileName);
        return File.Exists(database)
            ? database
            : throw new UserErrorException($"There is no database in {directory}. Name the coordinator's data directory with --data.", ExitCode.NotFound);
    }

    private static long SizeOf(string database) => new[] { database, database + "-wal" }.Where(File.Exists).Sum(file => new FileInfo(file).Length);

    private static void Named(string database, Action action)
    {
        try
        {
            action();
        }
        catch (SqliteException e)
        {
            throw new UserErrorException(SqliteErrors.Name(e, database).MessageAtStart, ExitCode.Storage, e);
        }
        catch (Exception e) when (e is StorageException or IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(e.Message, ExitCode.Storage, e);
        }
    }
}
