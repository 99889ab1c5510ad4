using System.Globalization;
using Lts.Tests.Support;
using Lts.Trainer.Training.Configuration;

namespace Lts.Tests.Trainer.Training;

/// <summary>The manual of the configuration says what the code does.</summary>
public sealed class ManualTests
{
    private static readonly string Manual = File.ReadAllText(Path.Combine(Repository.Root, "docs", "training.md"));

    public static TheoryData<string> Fields => [.. TrainingFields.All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Fields))]
    public void Field_IsInTheManual_WithUnitDefaultsBoundsAndMeaning(string name)
    {
        var field = TrainingFields.All.Single(field => field.Name == name);
        var bounds = string.Create(CultureInfo.InvariantCulture, $"{field.Min} to {field.Max}");
        var row = $"| `{name}` | {field.Unit} | {Default("small-cpu")} | {Default("archai")} | {bounds} | {field.Meaning} |";

        Assert.True(Manual.Contains(row, StringComparison.Ordinal), "docs/training.md lacks the row\n" + row);

        string Default(string preset) => field.Text(Presets.Get(preset).Training);
    }

    /// <summary>The example of the manual can be trained as it stands.</summary>
    [Fact]
    public void Example_IsAConfiguration()
    {
        var start = Manual.IndexOf("```json", StringComparison.Ordinal) + "```json".Length;
        var json = Manual[start..Manual.IndexOf("```", start, StringComparison.Ordinal)];

        var configuration = TrainerConfigurationReader.Parse(System.Text.Encoding.UTF8.GetBytes(json), "the manual's example", "/");

        Assert.Equal([512, 768, 1024, 512], configuration.Architecture.Given.Layers.Select(layer => layer.FeedForwardSize));
    }
}
