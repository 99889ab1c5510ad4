using System.Text.Json;
using Lts.Cli.Client;
using Lts.Cli.Client.Json;
using Lts.Contracts;
using Lts.Protos.V1;

namespace Lts.Tests.Cli.Client;

/// <summary>What <c>--json</c> says of a candidate's trainings.</summary>
public class CandidateJsonTests
{
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
            {"training_id":"tr_2","recipe_sha256":"abc","decoder_parameters":1000,"total_parameters":1500,"steps":20,"tokens":4000,"train_loss":3.5,"validation_loss":3.75,"validation_perplexity":43.25,"word_perplexity":90,"bits_per_byte":1.5,"corpus_sha256":"c0","tokenizer_sha256":"70","seed":7,"training_s":61.5,"libtorch":"2.9.0","device":"cpu, 2 threads","peak_memory_bytes":1048576}
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
