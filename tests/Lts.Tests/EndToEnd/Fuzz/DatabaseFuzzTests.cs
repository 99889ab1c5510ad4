using System.Globalization;
using System.Text;
using Lts.Coordinator.Storage;
using Lts.Coordinator.Storage.Sqlite;
using Lts.Domain;
using Lts.Hosting;
using Lts.Tests.Golden.Coordinator;
using Lts.Tests.Golden.Support;
using Lts.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace Lts.Tests.EndToEnd.Fuzz;

/// <summary>
/// The database after a disk, or somebody with an editor, has had their way with it: the coordinator says that it cannot read it, or starts, lists
/// and reports what can be read.
/// </summary>
public sealed class DatabaseFuzzTests(ITestOutputHelper output)
{
    private const int CoordinatorsOf = 30;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly (string Table, string[] Columns)[] Tables =
    [
        ("studies", ["id", "name", "state", "spec", "create_ms", "end_ms", "failure"]),
        ("targets", ["ordinal", "device_class", "description", "summary"]),
        ("candidates", ["target", "position", "generation", "origin", "architecture", "parents", "state", "device", "outcome", "samples"]),
        ("attempts", ["number", "device", "state", "start_ms", "end_ms", "failure"]),
        ("devices", ["name", "key", "device_class", "description", "first_seen_ms", "last_seen_ms", "draining"]),
        ("trainings", ["id", "study_id", "trainer", "state", "spec", "create_ms", "end_ms", "failure", "result", "files"]),
    ];

    /// <summary>Bytes of the file.</summary>
    [Fact]
    public void File_IsReadOrSaidToBeDamaged()
    {
        using var folder = new TemporaryDirectory();
        var mutator = new ByteMutator([GoldenFiles.Bytes(GoldenDatabase.Current), GoldenFiles.Bytes(GoldenDatabase.Schema1)]);
        int number = 0;
        new FuzzRun("database file", output) { IsRefusal = IsStorage }.Each(mutator.Next, bytes =>
        {
            string directory = Directory.CreateDirectory(folder[(number++).ToString(CultureInfo.InvariantCulture)]).FullName;
            try
            {
                File.WriteAllBytes(Path.Combine(directory, "coordinator.db"), bytes);
                ReadAllAsync(directory).GetAwaiter().GetResult();
            }
            finally
            {
                Directory.Delete(directory, recursive: true);
            }
        });
    }

    /// <summary>Values of rows, with a whole coordinator on them and a client who wants to see everything.</summary>
    [Fact]
    public async Task Rows_AreShownOrSaidToBeDamaged()
    {
        var findings = new FindingList("database rows");
        int refused = 0, shown = 0, inputs = FuzzForm.Share(CoordinatorsOf);
        for (int number = 0; number < inputs; number++)
        {
            using var folder = new TemporaryDirectory();
            File.Copy(GoldenFiles.PathOf(GoldenDatabase.Current), folder["coordinator.db"]);
            string change = Change(folder["coordinator.db"], FuzzForm.RandomOf(number));
            try
            {
                await ShowAllAsync(folder["coordinator.db"]).WaitAsync(Patience);
                shown++;
            }
            catch (Exception e) when (e is UserErrorException || e.Message.Contains("is damaged", StringComparison.Ordinal))
            {
                refused++;
            }
            catch (Exception e)
            {
                findings.Add(e.GetType() + e.Message[..Math.Min(200, e.Message.Length)], $"input {number}, {change}: {e}");
            }
        }

        string figures = $"database rows: {inputs} inputs, {refused} refused, {shown} shown";
        output.WriteLine(figures);
        FuzzForm.Tell(figures);
        findings.ThrowIfAny();
    }

    private static bool IsStorage(Exception e) => e is UserErrorException or StorageException or System.Text.Json.JsonException or ValidationException;

    private static async Task ReadAllAsync(string directory)
    {
        await using var store = SqliteStore.Open(directory, NullLogger.Instance);
        var none = CancellationToken.None;
        await store.ReadDevicesAsync(none);
        await store.ReadDeviceCountsAsync(none);
        await store.ReadTrainingsAsync(none).CountAsync(none);
        foreach (var study in await store.ReadStudiesAsync(none))
        {
            await store.ReadTargetsAsync(study.Id, none);
            await store.ReadCandidatesAsync(study.Id, includeSamples: true, none).CountAsync(none);
            await store.ReadAttemptsAsync(study.Id, none).CountAsync(none);
        }
    }

    private static string Change(string path, Random random)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        var (table, columns) = Tables[random.Next(Tables.Length)];
        string column = columns[random.Next(columns.Length)];
        object? before = Value(connection, $"SELECT {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY RANDOM() LIMIT 1");
        object after = Other(before, random);
        using var command = new SqliteCommand($"UPDATE OR IGNORE {table} SET {column} = $1", connection);
        command.CommandText += random.Next(2) == 0 ? "" : $" WHERE {column} = $2";
        command.Parameters.AddWithValue("$1", after);
        command.Parameters.AddWithValue("$2", before ?? DBNull.Value);
        try
        {
            int rows = command.ExecuteNonQuery();
            return $"{rows} × {table}.{column} = {(after is string text ? text[..Math.Min(text.Length, 300)] : after)}";
        }
        catch (SqliteException)
        {
            return "nothing: the schema refuses it";
        }
    }

    private static object Other(object? before, Random random) => random.Next(5) switch
    {
        0 => DBNull.Value,
        1 => long.Parse(FuzzWords.Numbers.Where(n => long.TryParse(n, CultureInfo.InvariantCulture, out _)).ElementAt(random.Next(6)), CultureInfo.InvariantCulture),
        2 => FuzzWords.Texts[random.Next(FuzzWords.Texts.Count)],
        3 => new byte[random.Next(40)],
        _ => before is string text && text.StartsWith('{')
            ? Encoding.UTF8.GetString(new JsonMutator([Encoding.UTF8.GetBytes(text)]).Next(random.Next(1000)))
            : (object)(random.Next(2) == 0 ? double.MaxValue : -1L),
    };

    private static object? Value(SqliteConnection connection, string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        return command.ExecuteScalar();
    }

    private static async Task ShowAllAsync(string database)
    {
        await using var world = await FuzzWorld.StartAsync(database);
        await world.LookAsync();
    }
}
