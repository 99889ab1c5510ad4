using Microsoft.Data.Sqlite;

namespace Lts.Tests.Coordinator.Storage.Sqlite;

/// <summary>The write-ahead log of a database that another connection has open.</summary>
internal static class WriteAheadLog
{
    /// <summary>Copies the log into the database and cuts it back to nothing, which no open reader allows.</summary>
    /// <param name="database">The database's file.</param>
    /// <returns>Whether a reader or writer was in the way (1) or not (0), and the length of the log afterwards in bytes.</returns>
    public static (long Busy, long LengthBytes) CutBack(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False;Default Timeout=1");
        connection.Open();
        using var command = new SqliteCommand("PRAGMA wal_checkpoint(TRUNCATE)", connection);
        long busy = (long)command.ExecuteScalar()!;
        return (busy, new FileInfo(database + "-wal").Length);
    }
}
