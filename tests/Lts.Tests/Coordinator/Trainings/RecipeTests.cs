using Lts.Coordinator.Trainings;

namespace Lts.Tests.Coordinator.Trainings;

/// <summary>What goes to the trainer, and the names that are made of it.</summary>
public sealed class RecipeTests
{
    [Theory]
    [InlineData("", 0, 50257, """{"data":{"tokenizer":"gpt2"}}""")]
    [InlineData(" ", 0, 8000, """{"data":{"tokenizer":{"train_vocabulary_size":8000}}}""")]
    [InlineData("", 4096, 50257, """{"data":{"tokenizer":{"train_vocabulary_size":4096}}}""")]
    [InlineData("", 50257, 8000, """{"data":{"tokenizer":{"train_vocabulary_size":50257}}}""")]
    [InlineData("""{ "data": { "tokenizer": "gpt2" } }""", 0, 8000, """{"data":{"tokenizer":"gpt2"}}""")]
    [InlineData("""{ "training": { "steps": 10, "batch_size": 2 }, "data": { "validation_fraction": 0.1 }, }""", 0, 50257,
        """{"data":{"tokenizer":"gpt2","validation_fraction":0.1},"training":{"batch_size":2,"steps":10}}""")]
    [InlineData("{ /* none */ \"preset\": null } // end", 0, 50257, """{"data":{"tokenizer":"gpt2"},"preset":null}""")]
    public void Configuration_IsCanonical_WithItsTokenizer(string text, int wish, int vocabulary, string expected)
    {
        var errors = new List<string>();

        Assert.Equal(expected, RecipeConfiguration.Compose(text, wish, TrainingSamples.Architecture(vocabulary: vocabulary), errors));

        Assert.Empty(errors);
    }

    [Theory]
    [InlineData("{", "not valid JSON")]
    [InlineData("[1]", "must be a JSON object")]
    [InlineData("null", "must be a JSON object")]
    [InlineData("""{ "data": [] }""", "data must be an object")]
    [InlineData("""{ "data": "x" }""", "data must be an object")]
    [InlineData("""{ "training": {}, "training": {} }""", "not valid JSON")]
    [InlineData("""{ "data": { "tokenizer": "gpt2" } }""", "keep one of the two", 4096)]
    public void BadConfiguration_IsNamed(string text, string problem, int wish = 0)
    {
        var errors = new List<string>();

        RecipeConfiguration.Compose(text, wish, TrainingSamples.Architecture(), errors);

        Assert.Contains(problem, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"preset":"p","data":{"tokenizer":"gpt2"},"training":{"steps":5,"seed":1}}""", """{"data":{"tokenizer":"gpt2"},"preset":"p","training":{"steps":5}}""")]
    [InlineData("""{"preset":"p","data":{"tokenizer":"gpt2"},"training":{"steps":2,"seed":1}}""", """{"data":{"tokenizer":"gpt2"},"preset":"p"}""")]
    [InlineData("""{"preset":"p","data":{"tokenizer":"gpt2"},"training":{"steps":2,"seed":1},"more":true}""", """{"data":{"tokenizer":"gpt2"},"more":true,"preset":"p"}""")]
    public void Defaults_AreLeftOut_ButPresetAndTokenizerStay(string complete, string expected)
    {
        const string Defaults = """{"preset":"p","data":{"tokenizer":"gpt2"},"training":{"steps":2,"seed":1}}""";

        Assert.Equal("""{"preset":"p"}""", RecipeConfiguration.PresetOf(complete));
        Assert.Equal(expected, RecipeConfiguration.WithoutDefaults(complete, Defaults));
    }

    [Fact]
    public void FieldThatANewerTrainerAdds_ChangesNothing_UnlessItIsUsed()
    {
        const string Defaults = """{"preset":"p","training":{"steps":2}}""";
        const string NewDefaults = """{"preset":"p","training":{"steps":2,"news":0},"section":{"x":1}}""";
        string before = RecipeConfiguration.WithoutDefaults("""{"preset":"p","training":{"steps":5}}""", Defaults);

        Assert.Equal(before, RecipeConfiguration.WithoutDefaults("""{"preset":"p","training":{"steps":5,"news":0},"section":{"x":1}}""", NewDefaults));
        Assert.NotEqual(before, RecipeConfiguration.WithoutDefaults("""{"preset":"p","training":{"steps":5,"news":3},"section":{"x":1}}""", NewDefaults));
    }

    [Fact]
    public void TextThatIsNoText_IsAnError_NotAnAccident()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100);
        foreach (string text in (string[])[deep, "{\"a\":\"\\ud800\"}", "{\"\\ud800\":1}", "{\"data\":{\"tokenizer\":\"\\udc00\"}}", "\0", "{\"a\":1e999}"])
        {
            var errors = new List<string>();
            string composed = RecipeConfiguration.Compose(text, 0, TrainingSamples.Architecture(), errors);
            Assert.True(errors.Count > 0 || composed.Length > 0, text);
        }
    }

    [Fact]
    public void Id_IsStable_AndChangesWithEverythingThatIsTrained()
    {
        var spec = TrainingSamples.Spec();
        string id = Fingerprint.IdOf("s1", "http://t", spec);
        string[] others =
        [
            Fingerprint.IdOf("s2", "http://t", spec),
            Fingerprint.IdOf("s1", "http://u", spec),
            Fingerprint.IdOf("s1", "http://t", spec with { Architecture = TrainingSamples.Architecture(80) }),
            Fingerprint.IdOf("s1", "http://t", spec with { Architecture = spec.Architecture with { AttentionDropout = 0.1 } }),
            Fingerprint.IdOf("s1", "http://t", spec with { Configuration = "{}" }),
            Fingerprint.IdOf("s1", "http://t", spec with { Corpora = ["docs"] }),
            Fingerprint.IdOf("s1", "http://t", spec with { Corpora = ["ünïcode", "docs"] }),
        ];

        Assert.Matches("^[a-z0-9-]{1,64}$", id); // what a trainer takes
        Assert.Equal(id, Fingerprint.IdOf("s1", "http://t", TrainingSamples.Spec() with { Label = "other words" }));
        Assert.Equal(others.Length + 1, others.Append(id).Distinct().Count());
    }

    [Fact]
    public void Recipe_IsOneForEveryArchitecture_AndAnotherForOtherTextVocabularyOrSettings()
    {
        var (spec, result) = (TrainingSamples.Spec(), TrainingSamples.Result());
        string recipe = Fingerprint.RecipeOf(spec, result);

        Assert.Equal(recipe, Fingerprint.RecipeOf(TrainingSamples.Spec(96) with { Corpora = ["same text, other name"] }, TrainingSamples.Result(5)));
        Assert.NotEqual(recipe, Fingerprint.RecipeOf(spec with { Configuration = "{}" }, result));
        Assert.NotEqual(recipe, Fingerprint.RecipeOf(spec, result with { CorpusSha256 = "d" }));
        Assert.NotEqual(recipe, Fingerprint.RecipeOf(spec, result with { TokenizerSha256 = "u" }));
    }
}
