using System.Text;
using System.Text.Json;
using Lts.Coordinator.Fleet;
using Lts.Coordinator.Storage;
using Lts.Coordinator.Studies;
using Lts.Coordinator.Trainings;
using Lts.Domain;
using Lts.Domain.Devices;
using Lts.Search;
using Lts.Tests.Golden.Coordinator;
using Lts.Tests.Golden.Support;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace Lts.Tests.EndToEnd.Fuzz;

/// <summary>
/// The texts within the database's rows, damaged, through what reads each: a row is read, or said to be unreadable, and what was read can be used.
/// </summary>
public sealed class StoredRowFuzzTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Moment = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Specification() => Each("stored specification", Column("SELECT spec FROM studies"), text =>
    {
        var spec = StudySpecJson.ReadSpec(text);
        _ = (StudySpecJson.Write(spec), Lts.Contracts.StudySpecMapping.ToProto(spec), StudySpecValidator.Validate(spec).Count, spec.ReadSelectors());
    });

    [Fact]
    public void Progress() => Each("stored progress", Column("SELECT summary FROM targets WHERE summary IS NOT NULL"), text =>
        StudySpecJson.Write(StudySpecJson.ReadProgress(text)));

    [Fact]
    public void Profile() => Each("stored device", Column("SELECT description FROM devices"), text =>
    {
        var device = DeviceState.FromRow(new DeviceRow("kitchen", "key", "class", text, Moment, Moment, Draining: false, Approved: true), new DeviceCounts(0, 0));
        _ = Lts.Contracts.DeviceFactsMapping.ToProto(device.Profile.Facts);
        _ = Lts.Contracts.DeviceFactsMapping.ToProto(device.Profile.Settings);
        _ = (DeviceClass.Of(device.Profile.Facts, device.Profile.Settings), string.Join(' ', device.Profile.Tags).Length, device.Profile.AgentVersion.Length);
    });

    [Fact]
    public void Outcome() => Each("stored outcome", Column("SELECT outcome FROM candidates WHERE outcome IS NOT NULL"), text =>
    {
        var outcome = OutcomeCodec.Read(text, samples: null);
        _ = (OutcomeCodec.ToJson(outcome), Lts.Contracts.OutcomeMapping.ToProto("a.0.0.1", outcome));
    });

    [Fact]
    public void Samples()
    {
        var blobs = Column("SELECT samples FROM candidates WHERE samples IS NOT NULL LIMIT 20");
        string outcome = Encoding.UTF8.GetString(Column("SELECT outcome FROM candidates WHERE samples IS NOT NULL LIMIT 1")[0]);
        Run("stored samples").Each(new ByteMutator(blobs).Next, bytes => OutcomeCodec.Read(outcome, bytes));
    }

    [Theory]
    [InlineData("spec")]
    [InlineData("result")]
    [InlineData("files")]
    public void TrainingColumn(string column)
    {
        var row = new TrainingRow
        {
            Id = "t",
            StudyId = "s",
            Trainer = "http://127.0.0.1:5230",
            State = 3,
            Spec = Whole("spec"),
            CreateTime = Moment,
            EndTime = Moment,
            FailureMessage = "",
            Result = Whole("result"),
            Files = Whole("files"),
        };
        Each("stored training, " + column, Column($"SELECT {column} FROM trainings WHERE {column} IS NOT NULL"), text =>
        {
            var training = TrainingCodec.Read(column switch
            {
                "spec" => row with { Spec = text },
                "result" => row with { Result = text },
                _ => row with { Files = text },
            });
            _ = (Lts.Contracts.TrainingMapping.ToProto(training), TrainingCodec.ToRow(training));
        });
    }

    private static string Whole(string column) =>
        Encoding.UTF8.GetString(Column($"SELECT {column} FROM trainings WHERE {column} IS NOT NULL")[0]);

    private static List<byte[]> Column(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={GoldenFiles.PathOf(GoldenDatabase.Current)};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var values = new List<byte[]>();
        while (reader.Read())
        {
            values.Add(reader.GetValue(0) is string text ? Encoding.UTF8.GetBytes(text) : (byte[])reader.GetValue(0));
        }

        Assert.NotEmpty(values);
        return values;
    }

    private FuzzRun Run(string entrance) =>
        new(entrance, output) { IsRefusal = e => e is JsonException or ValidationException or StorageException };

    private void Each(string entrance, List<byte[]> corpus, Action<string> enter) =>
        Run(entrance).Each(new JsonMutator(corpus).Next, bytes => enter(Encoding.UTF8.GetString(bytes)));
}
