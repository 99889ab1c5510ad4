using Lts.Hosting;
using Microsoft.Data.Sqlite;

namespace Lts.Coordinator.Storage.Sqlite;

/// <summary>
/// The copy of a database that is made beside it before a migration, as <c>coordinator.db.schema-N</c> with N the version that it has. Made
/// under another name, forced to the disk, then renamed: a file of that name is whole, whenever the program or the machine died.
/// </summary>
internal static class SchemaCopy
{
    private const string Unfinished = ".unfinished";

    /// <summary>Where the copy of a version lies.</summary>
    /// <param name="database">The database's file.</param>
    /// <param name="version">The version before the migration.</param>
    public static string PathOf(string database, long version) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{database}.schema-{version}");

    /// <summary>Makes the copy. One that an interrupted migration left is replaced.</summary>
    /// <param name="connection">Of the database, in no transaction.</param>
    /// <param name="database">The path of its file; the copy is put beside it.</param>
    /// <param name="version">The version that it has.</param>
    /// <exception cref="SqliteException">The database cannot be read, or the disk is full.</exception>
    /// <exception cref="StorageException">The copy cannot be written.</exception>
    public static void Make(SqliteConnection connection, string database, long version)
    {
        string path = PathOf(database, version);
        string unfinished = path + Unfinished;
        try
        {
            File.Delete(unfinished); // SQLite writes no copy over a file.
            using (var command = new SqliteCommand("VACUUM INTO $1", connection))
            {
                command.Parameters.AddWithValue("$1", unfinished);
                command.ExecuteNonQuery();
            }

            // SQLite leaves the copy to the system's cache.
            using (var copy = new FileStream(unfinished, FileMode.Open, FileAccess.ReadWrite))
            {
                copy.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
            DurableFolder.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                StorageFailure.Unavailable,
                $"it was written by an older lts, and the copy that is made before it is changed cannot be written: {e.Message} "
                + "Make room, or check the permissions of the directory, then start again.", e);
        }
    }
}
