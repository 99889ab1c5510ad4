using System.Collections.Immutable;
using Lts.Domain;
using Lts.Tests.Support;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Training.Configuration;

namespace Lts.Tests.Trainer.Service;

public sealed class JobConfigurationTests
{
    private const string Architecture =
        """{ "arch_type": "gpt2", "n_layer": 1, "d_model": 32, "d_inner": [64], "n_head": [4], "vocab_size": 5000, "dropatt": 0 }""";

    private static readonly JobConfiguration Jobs =
        new(ImmutableDictionary<string, string>.Empty.Add("books", "/texts/books").Add("code", "/texts/code.jsonl.gz"));

    [Theory]
    [InlineData("[]", "JSON object")]
    [InlineData("{", "not valid JSON")]
    [InlineData("""{ "training": { "steps": 1, "steps": 2 } }""", "not valid JSON")]
    [InlineData("""{ "preset": "\ud800" }""", "Unicode")]
    [InlineData("""{ "\ud800": 1 }""", "Unicode")]
    [InlineData("""{ "data": { "tokenizer": "\ud800" } }""", "Unicode")]
    [InlineData("""{ "architecture": {} }""", "architecture may not be set by a job")]
    [InlineData("""{ "output": "/tmp" }""", "output may not be set by a job")]
    [InlineData("""{ "surprise": 1 }""", "surprise may not be set by a job")]
    [InlineData("""{ "data": { "sources": ["/etc/passwd"] } }""", "data.sources names files")]
    [InlineData("""{ "data": { "shards": "/etc" } }""", "data.shards names files")]
    [InlineData("""{ "data": { "tokenizer": "/etc/passwd" } }""", "not a file")]
    [InlineData("""{ "data": { "tokenizer": 5 } }""", "data.tokenizer")]
    [InlineData("""{ "data": 5 }""", "data must be an object")]
    [InlineData("""{ "data": { "tokenizer": "gpt2" } }""", "less than the tokenizer's 50257 ids")]
    [InlineData("""{ "data": { "tokenizer": { "train_vocabulary_size": 5001 } } }""", "less than the tokenizer's 5001 ids")]
    [InlineData("""{ "preset": "large" }""", "configuration: preset must be one of")]
    [InlineData("""{ "training": { "steps": 0 } }""", "configuration: training.steps")]
    [InlineData("""{ "training": { "speed": 1 } }""", "unknown field training.speed")]
    [InlineData("""{ "device": { "kind": "tpu" } }""", "device.kind")]
    [InlineData("""{ "device": { "kind": "cpu", "precision": "bfloat16" } }""", "bfloat16 needs")]
    public void Configuration_ThatCannotBeTrained_IsRefusedByName(string configuration, string word)
    {
        var error = Assert.Throws<ValidationException>(() => Compose(configuration));

        Assert.Contains(word, Assert.Single(error.Errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "architecture is missing", "null")]
    [InlineData("", "arch_type", """{ "arch_type": "bert", "n_layer": 1, "d_model": 32, "d_inner": 64, "n_head": 4 }""")]
    [InlineData("", "n_head", """{ "arch_type": "gpt2", "n_layer": 1, "d_model": 33, "d_inner": 64, "n_head": 4 }""")]
    [InlineData("""{ "training": { "sequence_length": 128 } }""", "max_sequence_length",
        """{ "arch_type": "gpt2", "n_layer": 1, "d_model": 32, "d_inner": 64, "n_head": 4, "max_sequence_length": 64 }""")]
    public void Architecture_ThatCannotBeTrained_IsRefusedByName(string configuration, string word, string architecture)
    {
        var error = Assert.Throws<ValidationException>(() => Compose(configuration, architecture));

        Assert.Contains(word, Assert.Single(error.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Corpora_AreKnownByNameOnly()
    {
        var spec = Spec("") with { Corpora = ["books", "/etc/passwd"], Label = new string('x', 201) };

        var error = Assert.Throws<ValidationException>(() => Jobs.Compose(spec, "/run"));

        Assert.Equal(2, error.Errors.Length);
        Assert.Contains("books, code", error.Errors[1], StringComparison.Ordinal);
        Assert.Throws<ValidationException>(() => Jobs.Compose(spec with { Corpora = ["books", "books"], Label = "" }, "/run"));
        Assert.Throws<ValidationException>(() => Compose(new string(' ', 1 << 19)));
    }

    [Fact]
    public void File_IsWhatTrainReads()
    {
        using var folder = new TemporaryDirectory();
        var (file, configuration) = Jobs.Compose(
            Spec("""{ "training": { "steps": 7, "warmup_steps": 2 }, /* a comment */ "device": { "threads": 3 }, }""") with { Corpora = ["code", "books"] },
            folder.FullName);
        File.WriteAllBytes(folder["config.json"], file);

        var read = ConfigurationFile.Read(folder["config.json"]);

        Assert.Equal(configuration, read);
        Assert.Equal((7, 3, folder.FullName), (read.Training.Steps, read.Device.Threads, Path.TrimEndingDirectorySeparator(read.Output)));
        Assert.Equal(["/texts/code.jsonl.gz", "/texts/books"], read.Data.Sources.AsEnumerable());
    }

    [Fact]
    public void Complete_SaysAllThatAJobMaySay_AndIsAJobItself()
    {
        var (_, configuration) = Compose("""{ "training": { "seed": 5 } }""");

        var complete = JobConfiguration.Complete(configuration);

        Assert.Equal(configuration, Compose(complete).Configuration);
        Assert.DoesNotContain("/texts", complete, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("0-a", true)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("..", false)]
    [InlineData("a/b", false)]
    [InlineData("a\\b", false)]
    [InlineData("A", false)]
    [InlineData("a\0", false)]
    [InlineData("é", false)]
    public void JobId_CanNameNoOtherPlace(string id, bool valid) => Assert.Equal(valid, JobId.IsValid(id));

    private static JobSpec Spec(string configuration, string architecture = Architecture) =>
        new() { Architecture = architecture, Configuration = configuration, Corpora = ["books"] };

    private static (byte[] File, TrainerConfiguration Configuration) Compose(string configuration, string architecture = Architecture) =>
        Jobs.Compose(Spec(configuration, architecture), "/run");
}
