using System.Text.Json;
using Lts.Domain.Architectures;

namespace Lts.Tests.Reports;

public class JsonReportTests
{
    [Fact]
    public void Candidates_HaveTheirNumbersByName()
    {
        var data = SampleReport.Create();
        using var json = JsonDocument.Parse(SampleReport.Render(data, "json"));
        var candidates = json.RootElement.GetProperty("targets")[0].GetProperty("candidates");

        Assert.Equal("lts-report", json.RootElement.GetProperty("format").GetString());
        Assert.Equal(3, candidates.GetArrayLength());
        var latency = candidates[0].GetProperty("measurement").GetProperty("latency");
        Assert.Equal(12.5, latency.GetProperty("latency_ms").GetDouble());
        Assert.Equal(2, latency.GetProperty("candidate_samples_ms").GetArrayLength());
        Assert.Equal(46L << 20, candidates[0].GetProperty("measurement").GetProperty("memory").GetProperty("peak_net_bytes").GetInt64());
        Assert.Equal("out_of_memory", candidates[1].GetProperty("failure").GetProperty("kind").GetString());
        Assert.False(candidates[2].TryGetProperty("measurement", out _));
    }

    [Fact]
    public void Architecture_CanBeCutOutAndRead()
    {
        var data = SampleReport.Create();
        using var json = JsonDocument.Parse(SampleReport.Render(data, "json"));
        var written = json.RootElement.GetProperty("targets")[0].GetProperty("candidates")[1];
        var architecture = ArchitectureJson.Read(written.GetProperty("architecture"));

        Assert.Equal(data.Targets[0].Candidates[1].Architecture, architecture);
        Assert.Equal(architecture.Id, written.GetProperty("architecture_id").GetString());
    }

    [Fact]
    public void EveryFieldName_IsSnakeCase()
    {
        using var json = JsonDocument.Parse(SampleReport.Render(DemoStudy.Create(generations: 1, populationSize: 9), "json"));
        Assert.All(FieldNames(json.RootElement), name => Assert.Matches("^[a-z][a-z0-9_]*$", name));
    }

    [Fact]
    public void StudySettings_AreWholeAndTyped()
    {
        var data = DemoStudy.Create(generations: 2, populationSize: 9, seed: 11);
        using var json = JsonDocument.Parse(SampleReport.Render(data, "json"));
        var study = json.RootElement.GetProperty("study");

        Assert.Equal(11, study.GetProperty("seed").GetInt64());
        Assert.Equal("evolutionary", study.GetProperty("algorithm").GetProperty("name").GetString());
        Assert.Equal(2, study.GetProperty("algorithm").GetProperty("settings").GetProperty("generations").GetDouble());
        Assert.Equal("maximize", study.GetProperty("objectives")[0].GetProperty("direction").GetString());
        Assert.Equal(500, study.GetProperty("constraints")[0].GetProperty("max").GetDouble());
        Assert.Equal(data.StudyFile, study.GetProperty("file").GetString());
    }

    [Fact]
    public void Trainings_AreWithTheirCandidate_AndTheRecipesWithTheReport()
    {
        using var json = JsonDocument.Parse(SampleReport.Render(SampleReport.CreateTrained(), "json"));
        var candidates = json.RootElement.GetProperty("targets")[0].GetProperty("candidates");
        var trainings = candidates[0].GetProperty("trainings");

        Assert.Equal(["tr_1", "tr_2"], trainings.EnumerateArray().Select(t => t.GetProperty("training_id").GetString()));
        Assert.Equal(43.25, trainings[1].GetProperty("validation_perplexity").GetDouble());
        Assert.Equal(3725, trainings[1].GetProperty("training_s").GetDouble());
        Assert.Equal(2_500_000, trainings[1].GetProperty("total_parameters").GetInt64());
        Assert.False(candidates[1].TryGetProperty("trainings", out _));

        var recipe = Assert.Single(json.RootElement.GetProperty("training_recipes").EnumerateArray());
        Assert.Equal("abcdef0123456789", recipe.GetProperty("recipe_sha256").GetString());
        Assert.Equal(2, recipe.GetProperty("trained_count").GetInt32());
        Assert.Equal(1, recipe.GetProperty("proxy_correlation").GetDouble());
        Assert.All(FieldNames(json.RootElement), name => Assert.Matches("^[a-z][a-z0-9_]*$", name));
    }

    [Fact]
    public void WithoutTrainings_RecipesAreEmpty_AndNoCandidateHasTheField()
    {
        var text = SampleReport.Render(SampleReport.Create(), "json");
        using var json = JsonDocument.Parse(text);
        Assert.Equal(0, json.RootElement.GetProperty("training_recipes").GetArrayLength());
        Assert.DoesNotContain("\"trainings\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void OneTrainedArchitecture_HasNoCorrelation()
    {
        var data = SampleReport.WithTrainings(SampleReport.Create(), (0, SampleReport.Training("tr_1", 50)));
        using var json = JsonDocument.Parse(SampleReport.Render(data, "json"));
        Assert.False(json.RootElement.GetProperty("training_recipes")[0].TryGetProperty("proxy_correlation", out _));
    }

    private static IEnumerable<string> FieldNames(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => FieldNames(p.Value).Prepend(p.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(FieldNames),
        _ => [],
    };
}
