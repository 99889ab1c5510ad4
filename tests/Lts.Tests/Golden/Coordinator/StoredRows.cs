using System.Globalization;
using System.Text;
using Lts.Tests.Golden.Support;
using Microsoft.Data.Sqlite;

namespace Lts.Tests.Golden.Coordinator;

/// <summary>What lies in a database, as text: all columns but ids and times, which no two runs share.</summary>
internal static class StoredRows
{
    private const string Study = "SELECT state, spec, failure FROM studies WHERE name = $name";

    /// <summary>Without the frontier, which later versions keep beside the progress.</summary>
    private const string Targets =
        "SELECT t.ordinal, t.device_class, t.description, json_remove(t.summary, '$.frontier') AS summary "
        + "FROM targets t JOIN studies s ON s.id = t.study_id WHERE s.name = $name ORDER BY 1";

    private const string Candidates =
        """
        SELECT c.target, c.position, c.generation, c.origin, c.architecture, c.parents, c.state, c.device, c.outcome, c.samples
        FROM candidates c JOIN studies s ON s.id = c.study_id WHERE s.name = $name AND c.position < $below ORDER BY 1, 2
        """;

    private const string Attempts =
        """
        SELECT a.target, a.position, a.number, a.device, a.state, a.end_ms IS NULL, a.failure
        FROM attempts a JOIN studies s ON s.id = a.study_id WHERE s.name = $name AND a.position < $below ORDER BY 1, 2, 3
        """;

    private const string Devices = "SELECT name, key, device_class, description FROM devices ORDER BY name";

    private const string Trainings = "SELECT state, spec, failure, result, files FROM trainings WHERE study_id = '' ORDER BY id";

    /// <summary>A study with its targets.</summary>
    public static string OfStudy(string database, string name) => Read(database, Study, name) + Read(database, Targets, name);

    /// <summary>A study's candidates and attempts.</summary>
    /// <param name="database">The file.</param>
    /// <param name="name">The study's.</param>
    /// <param name="below">Candidates from this position on are left out.</param>
    public static string OfCandidates(string database, string name, int below = int.MaxValue) =>
        Read(database, Candidates, name, below) + Read(database, Attempts, name, below);

    /// <summary>Every device.</summary>
    public static string OfDevices(string database) => Read(database, Devices);

    /// <summary>Every training of no study.</summary>
    public static string OfTrainings(string database) => Read(database, Trainings);

    /// <summary>The tables' definitions.</summary>
    public static string Tables(string database) => Read(database, "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name");

    private static string Read(string database, string sql, string name = "", int below = 0)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        command.Parameters.AddWithValue("$name", name);
        command.Parameters.AddWithValue("$below", below);
        using var reader = command.ExecuteReader();
        var text = new StringBuilder();
        while (reader.Read())
        {
            for (int column = 0; column < reader.FieldCount; column++)
            {
                text.Append(reader.GetName(column)).Append(": ").Append(TextOf(reader.GetValue(column))).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string TextOf(object value) => value switch
    {
        DBNull => "(null)",
        byte[] bytes => Convert.ToHexStringLower(bytes),
        string { Length: > 0 } json when json[0] is '{' or '[' => GoldenJson.Normalise(json).TrimEnd(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
