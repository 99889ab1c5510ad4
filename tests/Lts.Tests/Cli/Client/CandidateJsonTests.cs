using System.Text.Json;
using Lts.Cli.Client;
using Lts.Cli.Client.Json;
using Lts.Contracts;
using Lts.Protos.V1;

namespace Lts.Tests.Cli.Client;

/// <summary>What <c>--json</c> says of a candidate: the fields that scripts read, and its trainings.</summary>
public class CandidateJsonTests
{
    /// <summary>Reports have them too; each of the two may gain fields, and neither may lose one.</summary>
    [Fact]
    public void Fields_AreThoseOfTheOneForm_WithTheFlatNamesOfMeasurements()
    {
        using var json = Print(Sample.Measured(0, 12.5));
        var candidate = json.RootElement.GetProperty("candidates")[0];

        Assert.Equal(
            [
                "id", "study_id", "device_class", "index", "generation", "origin", "parent_architecture_ids", "architecture_id", "architecture",
                "decoder_parameters", "embedding_parameters", "total_parameters", "state", "attempt_count", "device_name", "feasible",
                "on_frontier", "measurement", "failure", "context", "trainings",
            ],
            candidate.EnumerateObject().Select(field => field.Name));
        Assert.Equal(JsonValueKind.Null, candidate.GetProperty("failure").ValueKind);
        Assert.Equal(
            [
                "latency_ms", "latency_low_ms", "latency_high_ms", "raw_p50_ms", "raw_p90_ms", "raw_min_ms", "ratio", "reference_ms", "rounds",
                "peak_bytes", "peak_net_bytes", "session_peak_bytes", "baseline_bytes", "anonymous_bytes", "arena_peak_bytes", "verdict",
                "latency", "memory", "context",
            ],
            candidate.GetProperty("measurement").EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public void Failure_WithoutAProcess_HasTheExitCode0()
    {
        var failed = Sample.Failed(1);
        failed.Failure.ExitCode = 0;
        using var json = Print(failed);
        var candidate = json.RootElement.GetProperty("candidates")[0];

        Assert.Equal(JsonValueKind.Null, candidate.GetProperty("measurement").ValueKind);
        Assert.Equal(0, candidate.GetProperty("failure").GetProperty("exit_code").GetInt32());
    }

    [Fact]
    public void Trainings_AreAList_WithUnitsInTheNames()
    {
        var candidate = Sample.Measured(0, 12.5);
        candidate.Trainings.Add(Training("tr_1", 50));
        candidate.Trainings.Add(Training("tr_2", 43.25));

        using var json = Print(candidate);
        var trainings = json.RootElement.GetProperty("candidates")[0].GetProperty("trainings");
        Assert.Equal(["tr_1", "tr_2"], trainings.EnumerateArray().Select(t => t.GetProperty("training_id").GetString()));
        Assert.Equal(
            """
            {"training_id":"tr_2","recipe_sha256":"abc","architecture_id":"gpt2_00000000000000000000","decoder_parameters":1000,"total_parameters":1500,"steps":20,"tokens":4000,"train_loss":3.5,"validation_loss":3.75,"validation_perplexity":43.25,"word_perplexity":90,"bits_per_byte":1.5,"corpus_sha256":"c0","tokenizer_sha256":"70","seed":7,"training_s":61.5,"libtorch":"2.9.0","device":"cpu, 2 threads","peak_memory_bytes":1048576}
            """,
            trainings[1].GetRawText());
    }

    [Fact]
    public void CandidateThatWasNotTrained_HasAnEmptyList()
    {
        using var json = Print(Sample.Failed(1));
        Assert.Equal(0, json.RootElement.GetProperty("candidates")[0].GetProperty("trainings").GetArrayLength());
    }

    [Fact]
    public void NumbersThatAreNotFinite_AreNull()
    {
        var candidate = Sample.Measured(0, 12.5);
        candidate.Trainings.Add(Training("tr_1", double.PositiveInfinity));
        using var json = Print(candidate);
        var training = json.RootElement.GetProperty("candidates")[0].GetProperty("trainings")[0];
        Assert.Equal(JsonValueKind.Null, training.GetProperty("validation_perplexity").ValueKind);
    }

    private static JsonDocument Print(Candidate candidate)
    {
        var result = new MeasureResultJson(JsonMapping.ToJson(StudyMapping.Read(Sample.Study(StudyState.Completed))), [JsonMapping.ToJson(CandidateMapping.Read(candidate))]);
        return JsonDocument.Parse(JsonSerializer.Serialize(result, LtsJsonContext.Default.MeasureResultJson));
    }

    private static CandidateTraining Training(string id, double perplexity) => new()
    {
        TrainingId = id,
        RecipeSha256 = "abc",
        Result = new TrainingResult
        {
            ArchitectureId = "gpt2_00000000000000000000",
            DecoderParameters = 1000,
            TotalParameters = 1500,
            Steps = 20,
            Tokens = 4000,
            TrainLoss = 3.5,
            ValidationLoss = 3.75,
            ValidationPerplexity = perplexity,
            WordPerplexity = 90,
            BitsPerByte = 1.5,
            CorpusSha256 = "c0",
            TokenizerSha256 = "70",
            Seed = 7,
            TrainingS = 61.5,
            Libtorch = "2.9.0",
            Device = "cpu, 2 threads",
            PeakMemoryBytes = 1 << 20,
        },
    };
}
