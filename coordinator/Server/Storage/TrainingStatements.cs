using System.Text;
using System.Text.Json;
using Lts.Coordinator.Trainings;
using Lts.Domain.Architectures;
using Microsoft.Data.Sqlite;

namespace Lts.Coordinator.Storage;

/// <summary>Trainings as rows of their table: how they are written, and how they are read.</summary>
internal static class TrainingStatements
{
    /// <summary>All of them, in order of creation: a row keeps its place when it is written again.</summary>
    public const string Select =
        "SELECT id, study_id, study_name, trainer, architecture, tokenizers_vocabulary, configuration, corpora, label, state, resume, "
        + "create_ms, end_ms, failure, progress, result, artifacts FROM trainings ORDER BY rowid";

    private const string Upsert =
        """
        INSERT INTO trainings(
            id, study_id, study_name, trainer, architecture, tokenizers_vocabulary, configuration, corpora, label, state, resume,
            create_ms, end_ms, failure, progress, result, artifacts)
        VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        ON CONFLICT(id) DO UPDATE SET
            state = excluded.state, resume = excluded.resume, end_ms = excluded.end_ms, failure = excluded.failure,
            progress = excluded.progress, result = excluded.result, artifacts = excluded.artifacts
        """;

    /// <summary>The write of a row; what was asked for never changes. Encoded at once, so that the writer's thread does nothing but write.</summary>
    public static Action<Statements> Write(TrainingRow row)
    {
        object?[] values =
        [
            row.Id, row.StudyId, row.StudyName, row.Trainer, ArchitectureJson.ToJson(row.Job.Architecture),
            row.Job.TakesVocabularyOfTokenizer ? 1L : 0L, row.Job.Configuration,
            JsonSerializer.Serialize(row.Job.Corpora, StorageJson.Default.ImmutableArrayString), row.Job.Label, (long)row.State,
            row.ResumeWanted ? 1L : 0L, row.CreateTime.ToUnixTimeMilliseconds(), row.EndTime?.ToUnixTimeMilliseconds(), row.FailureMessage,
            row.Progress is { } progress ? JsonSerializer.Serialize(progress, StorageJson.Default.TrainingProgress) : null,
            row.Result is { } result ? JsonSerializer.Serialize(result, StorageJson.Default.TrainingResult) : null,
            JsonSerializer.Serialize(row.Artifacts, StorageJson.Default.ImmutableArrayTrainingArtifact),
        ];
        return s => s.Execute(Upsert, values);
    }

    /// <summary>A row of <see cref="Select"/>.</summary>
    public static TrainingRow Read(SqliteDataReader r) => new()
    {
        Id = r.GetString(0),
        StudyId = Text(r, 1),
        StudyName = Text(r, 2),
        Trainer = r.GetString(3),
        Job = new TrainingJob
        {
            Architecture = ArchitectureJson.Parse(Encoding.UTF8.GetBytes(r.GetString(4))),
            TakesVocabularyOfTokenizer = r.GetInt64(5) != 0,
            Configuration = r.GetString(6),
            Corpora = JsonSerializer.Deserialize(r.GetString(7), StorageJson.Default.ImmutableArrayString),
            Label = r.GetString(8),
        },
        State = (TrainingState)r.GetInt32(9),
        ResumeWanted = r.GetInt64(10) != 0,
        CreateTime = DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(11)),
        EndTime = r.IsDBNull(12) ? null : DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(12)),
        FailureMessage = Text(r, 13),
        Progress = Text(r, 14) is { } progress ? JsonSerializer.Deserialize(progress, StorageJson.Default.TrainingProgress) : null,
        Result = Text(r, 15) is { } result ? JsonSerializer.Deserialize(result, StorageJson.Default.TrainingResult) : null,
        Artifacts = JsonSerializer.Deserialize(r.GetString(16), StorageJson.Default.ImmutableArrayTrainingArtifact),
    };

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
