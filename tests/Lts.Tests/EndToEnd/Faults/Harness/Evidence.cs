using System.Collections.Concurrent;
using System.Globalization;
using Lts.Agent.Connection;
using Microsoft.Data.Sqlite;

namespace Lts.Tests.EndToEnd.Faults.Harness;

/// <summary>
/// Attempts that something really happened to while they were measured. Whatever else counts against a candidate counts without evidence.
/// </summary>
internal sealed class Evidence
{
    private readonly ConcurrentDictionary<string, byte> _attempts = new();
    private int _measuringDeaths;

    /// <summary>
    /// How often the agent that measures, or one of its processes, was killed. Which attempt a process died with cannot be told from outside.
    /// </summary>
    public int MeasuringDeaths => Volatile.Read(ref _measuringDeaths);

    /// <summary>Counts a death of the agent that measures.</summary>
    public void AddMeasuringDeath() => Interlocked.Increment(ref _measuringDeaths);

    /// <summary>An attempt was cut short.</summary>
    public void Add(string attempt) => _attempts.TryAdd(attempt, 0);

    /// <summary>The attempt that an agent which is dead, or was just seen, was measuring, by its own mark; none when its result is safe.</summary>
    public void AddMarkOf(string dataDirectory)
    {
        if (MarkOf(dataDirectory) is { } attempt)
        {
            Add(attempt);
        }
    }

    /// <summary>Attempts of a study that count against its candidates although nothing happened to them.</summary>
    /// <param name="database">The coordinator's file.</param>
    /// <param name="study">Its id.</param>
    public IReadOnlyList<string> BlamedWithout(string database, string study) =>
        [.. Read(database, "state IN (3, 4)", study).Where(attempt => !_attempts.ContainsKey(attempt))];

    /// <summary>How many attempts of a study count against its candidates.</summary>
    public static int CountBlamed(string database, string study) => Read(database, "state IN (3, 4)", study).Count;

    /// <summary>Candidates of a study that have two results.</summary>
    public static int CountDuplicates(string database, string study) =>
        Read(database, "state = 2 AND recheck = 0", study).GroupBy(attempt => string.Join('.', attempt.Split('.')[..3])).Count(group => group.Count() > 1);

    private static List<string> Read(string database, string condition, string study)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = new SqliteCommand(
            $"SELECT study_id || '.' || target || '.' || position || '.' || number || '.' || nonce FROM attempts WHERE study_id = $1 AND {condition}",
            connection);
        command.Parameters.AddWithValue("$1", study);
        using var reader = command.ExecuteReader();
        var attempts = new List<string>();
        while (reader.Read())
        {
            attempts.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        }

        return attempts;
    }

    private static string? MarkOf(string dataDirectory)
    {
        try
        {
            string attempt = File.ReadAllText(Path.Combine(dataDirectory, "running"));
            return File.Exists(Path.Combine(dataDirectory, "spool", SpoolFile.NameOf(attempt))) ? null : attempt;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
