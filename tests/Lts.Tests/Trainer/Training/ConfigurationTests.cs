using System.Text;
using Lts.Domain;
using Lts.Trainer.Data.Corpus;
using Lts.Trainer.Training.Configuration;

namespace Lts.Tests.Trainer.Training;

public sealed class ConfigurationTests
{
    private const string Folder = "/somewhere";

    private const string Smallest = """
        {
          // Comments and trailing commas are welcome.
          "architecture": { "arch_type": "gpt2", "n_layer": 2, "d_model": 64, "d_inner": [128, 256], "n_head": 4 },
          "output": "run",
          "data": { "sources": ["a.txt", "/b"], },
        }
        """;

    public static TheoryData<string> PresetNames => [.. Presets.Names];

    [Fact]
    public void Smallest_TakesEverythingElseFromThePreset()
    {
        var configuration = Parse(Smallest);

        Assert.Equal(Presets.Get("small-cpu").Training, configuration.Training);
        Assert.Equal(Path.GetFullPath("run", Folder), configuration.Output);
        Assert.Equal(new[] { Path.GetFullPath("a.txt", Folder), Path.GetFullPath("/b") }, configuration.Data.Sources);
        Assert.Equal(128, configuration.Architecture.Given.MaxSequenceLength);
        Assert.Equal(777, configuration.Architecture.Resolve(777).VocabularySize);
    }

    [Fact]
    public void Archai_IsTheTaskAsPublished()
    {
        var training = Presets.Get("archai").Training;

        Assert.Equal((30_000, 64, 1024, 6e-4, 0.1, 0.9, 0.95, 150), (training.Steps, training.BatchSize, training.SequenceLength,
            training.LearningRate, training.WeightDecay, training.Beta1, training.Beta2, training.WarmupSteps));
    }

    [Theory]
    [MemberData(nameof(PresetNames))]
    public void Written_ReadsBackTheSame(string preset)
    {
        var configuration = Parse(Encoding.UTF8.GetString(TrainerConfigurationWriter.ToUtf8(Presets.Get(preset), Folder)));
        var again = Parse(Encoding.UTF8.GetString(TrainerConfigurationWriter.ToUtf8(configuration, Folder)));

        Assert.Equal(configuration, again);
        Assert.Empty(ConfigurationDifference.Of(configuration, again));
    }

    [Fact]
    public void Errors_AreAllReportedAtOnce()
    {
        var e = Assert.Throws<ValidationException>(() => Parse("""
            {
              "preset": "large",
              "architecture": { "arch_type": "gpt2", "n_layer": 2, "d_model": 64, "d_inner": 128, "n_head": 5 },
              "data": { "sources": [], "validation_fraction": 2, "tokenizer": { "train_vocabulary_size": 3 }, "tekst": 1 },
              "training": { "steps": 0, "batch_size": "many", "learning_rate": 1e-4, "min_learning_rate": 1e-3, "stepz": 3 },
              "device": { "kind": "cpu", "precision": "bfloat16" }
            }
            """));

        string[] fields =
        [
            "preset", "output", "data.sources", "data.validation_fraction", "data.tokenizer.train_vocabulary_size", "data.tekst",
            "training.steps", "training.batch_size", "training.min_learning_rate", "training.stepz", "device.precision", "n_head of layer 0",
        ];
        Assert.All(fields, field => Assert.Single(e.Errors, error => error.Contains(field + " ", StringComparison.Ordinal)
            || error.Contains(field + ";", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"output\": \"a\", \"output\": \"b\"}")]
    [InlineData("{")]
    [InlineData("{\"architecture\": 3, \"output\": 4, \"data\": 5, \"training\": [], \"device\": \"gpu\"}")]
    public void Nonsense_IsRefusedInWords(string json) => Assert.Throws<ValidationException>(() => Parse(json));

    [Fact]
    public void Vocabulary_SmallerThanTheTokenizers_IsRefused()
    {
        var configuration = Parse(Smallest.Replace("\"n_head\": 4", "\"n_head\": 4, \"vocab_size\": 100", StringComparison.Ordinal));

        Assert.Equal(100, configuration.Architecture.Resolve(100).VocabularySize);
        Assert.Contains("100", Assert.Throws<ValidationException>(() => configuration.Architecture.Resolve(101)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownField_IsAnsweredWithEveryFieldOnce()
    {
        var e = Assert.Throws<ValidationException>(() => Parse(Smallest.Replace("\"output\"", "\"training\": { \"stepz\": 3 }, \"output\"", StringComparison.Ordinal)));

        var fields = Assert.Single(e.Errors).Split("the fields here are ")[1].TrimEnd('.').Split(", ");
        Assert.Equal(TrainingFields.All.Select(field => field.Name), fields);
    }

    [Fact]
    public void InvalidText_IsStop_UnlessAnotherWordIsGiven()
    {
        Assert.Equal(InvalidText.Stop, Parse(Smallest).Data.InvalidText);
        var configuration = Parse(Smallest.Replace("\"/b\"],", "\"/b\"], \"invalid_text\": \"replace\"", StringComparison.Ordinal));
        Assert.Equal(InvalidText.Replace, configuration.Data.InvalidText);
        Assert.Equal(configuration, Parse(Encoding.UTF8.GetString(TrainerConfigurationWriter.ToUtf8(configuration, Folder))));
    }

    [Fact]
    public void Difference_NamesFieldAndBothValues_ButNotTheDevice()
    {
        var run = Parse(Smallest);
        var now = run with { Training = run.Training with { Steps = 7 }, Device = run.Device with { Threads = 3 } };

        Assert.Equal("training.steps: 2000 in the run, 7 now", Assert.Single(ConfigurationDifference.Of(run, now)));
    }

    private static TrainerConfiguration Parse(string json) => TrainerConfigurationReader.Parse(Encoding.UTF8.GetBytes(json), "config.json", Folder);
}
