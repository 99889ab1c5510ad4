using Microsoft.Data.Sqlite;

namespace Lts.Coordinator.Storage.Sqlite;

/// <summary>
/// The tables, as a list of migrations: a database at version N has had the first N. Never change one that was released; add another.
/// </summary>
internal static class Schema
{
    /// <summary>Marks the file as ours ("LTS1").</summary>
    public const int ApplicationId = 0x4C545331;

    private static readonly string[] Migrations =
    [
        """
        CREATE TABLE studies(
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            state INTEGER NOT NULL,
            spec TEXT NOT NULL,
            create_ms INTEGER NOT NULL,
            end_ms INTEGER,
            failure TEXT) WITHOUT ROWID;

        CREATE TABLE targets(
            study_id TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            device_class TEXT NOT NULL,
            description TEXT NOT NULL,
            summary TEXT,
            PRIMARY KEY(study_id, ordinal)) WITHOUT ROWID;

        CREATE TABLE candidates(
            study_id TEXT NOT NULL,
            target INTEGER NOT NULL,
            position INTEGER NOT NULL,
            generation INTEGER NOT NULL,
            origin INTEGER NOT NULL,
            architecture TEXT NOT NULL,
            parents TEXT NOT NULL,
            state INTEGER NOT NULL,
            device TEXT,
            outcome TEXT,
            samples BLOB,
            PRIMARY KEY(study_id, target, position));

        CREATE TABLE attempts(
            study_id TEXT NOT NULL,
            target INTEGER NOT NULL,
            position INTEGER NOT NULL,
            number INTEGER NOT NULL,
            device TEXT NOT NULL,
            state INTEGER NOT NULL,
            start_ms INTEGER NOT NULL,
            end_ms INTEGER,
            failure TEXT,
            PRIMARY KEY(study_id, target, position, number)) WITHOUT ROWID;

        CREATE TABLE devices(
            name TEXT PRIMARY KEY,
            key TEXT NOT NULL,
            device_class TEXT NOT NULL,
            description TEXT NOT NULL,
            first_seen_ms INTEGER NOT NULL,
            last_seen_ms INTEGER NOT NULL,
            draining INTEGER NOT NULL) WITHOUT ROWID;
        """,
        """
        CREATE TABLE trainings(
            id TEXT PRIMARY KEY,
            study_id TEXT NOT NULL,
            trainer TEXT NOT NULL,
            state INTEGER NOT NULL,
            spec TEXT NOT NULL,
            create_ms INTEGER NOT NULL,
            end_ms INTEGER,
            failure TEXT NOT NULL,
            result TEXT,
            files TEXT NOT NULL) WITHOUT ROWID;
        """,
        """
        ALTER TABLE attempts ADD COLUMN nonce TEXT NOT NULL DEFAULT '';

        -- What was lost before this version was counted without evidence. Candidates that still wait are not held to it.
        UPDATE attempts SET state = 5 WHERE state = 4 AND EXISTS(
            SELECT 1 FROM candidates c
            WHERE c.study_id = attempts.study_id AND c.target = attempts.target AND c.position = attempts.position AND c.outcome IS NULL);
        """,
        """
        ALTER TABLE devices ADD COLUMN approved INTEGER NOT NULL DEFAULT 0;

        -- An operator has run studies with those that are there.
        UPDATE devices SET approved = 1;
        """,
        """
        CREATE TABLE commits(
            id INTEGER PRIMARY KEY CHECK(id = 1),
            number INTEGER NOT NULL,
            time_ms INTEGER NOT NULL);

        INSERT INTO commits(id, number, time_ms) VALUES(1, 0, 0);
        """,
        """
        ALTER TABLE attempts ADD COLUMN recheck INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE candidates ADD COLUMN check_state INTEGER NOT NULL DEFAULT 0;

        CREATE TABLE rechecks(
            study_id TEXT NOT NULL,
            target INTEGER NOT NULL,
            position INTEGER NOT NULL,
            number INTEGER NOT NULL,
            device TEXT NOT NULL,
            outcome TEXT NOT NULL,
            samples BLOB,
            PRIMARY KEY(study_id, target, position, number));

        CREATE TABLE told(
            study_id TEXT NOT NULL,
            target INTEGER NOT NULL,
            position INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            PRIMARY KEY(study_id, target, position));

        CREATE TABLE standings(
            device TEXT PRIMARY KEY,
            confirmed INTEGER NOT NULL,
            strikes INTEGER NOT NULL,
            quarantine_ms INTEGER,
            reason TEXT) WITHOUT ROWID;
        """,
    ];

    /// <summary>The version that this program writes.</summary>
    public static int Version => Migrations.Length;

    /// <summary>Brings a database up to <see cref="Version"/>, in one transaction, after a copy of what there was: <see cref="SchemaCopy"/>.</summary>
    /// <param name="connection">Of the database, in no transaction.</param>
    /// <param name="path">The database's file.</param>
    /// <returns>The copy's file; <see langword="null"/> where there was nothing to copy.</returns>
    /// <exception cref="StorageException">The file belongs to another program or to a newer version of this one, or cannot be copied.</exception>
    public static string? Migrate(SqliteConnection connection, string path)
    {
        long application = Scalar(connection, "PRAGMA application_id");
        long version = Scalar(connection, "PRAGMA user_version");
        long tables = Scalar(connection, "SELECT COUNT(*) FROM sqlite_master");
        if (application != ApplicationId && (application != 0 || tables != 0))
        {
            throw new StorageException(StorageFailure.Corrupt, "it is a database of another program. Choose another data directory.");
        }

        if (version > Version)
        {
            throw new StorageException(
                StorageFailure.Unavailable,
                $"it was written by a newer lts (schema {version}, this program knows {Version}). "
                + "Upgrade lts, or choose another data directory.");
        }

        if (version == Version)
        {
            return null;
        }

        bool isNew = version == 0;
        if (!isNew)
        {
            SchemaCopy.Make(connection, path, version);
        }

        Execute(connection, "BEGIN IMMEDIATE");
        for (long i = version; i < Version; i++)
        {
            Execute(connection, Migrations[i]);
        }

        Execute(connection, $"PRAGMA application_id = {ApplicationId}");
        Execute(connection, $"PRAGMA user_version = {Version}");
        Execute(connection, "COMMIT");
        return isNew ? null : SchemaCopy.PathOf(path, version);
    }

    /// <summary>Runs one statement and returns its number.</summary>
    public static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Runs statements that return nothing.</summary>
    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
