using System.Collections.Immutable;
using System.Text;
using Lts.Hosting;
using Lts.Tests.Support;
using Lts.Trainer.Commands;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Training.Configuration;
using Lts.Trainer.Training.Progress;
using Lts.Trainer.Training.Runs;

namespace Lts.Tests.Trainer.Commands;

public sealed class ConfigCommandTests
{
    public static TheoryData<string> PresetNames => [.. Presets.Names];

    [Theory]
    [MemberData(nameof(PresetNames))]
    public void ForAJob_ItPrintsWhatAJobMaySay(string preset)
    {
        using var folder = new TemporaryDirectory();
        var jobs = new JobConfiguration(ImmutableDictionary<string, string>.Empty.Add("books", folder.FullName));
        var (json, whatNext) = ConfigCommand.Print(Presets.Get(preset), ConfigCommand.Job);

        var (_, configuration) = jobs.Compose(
            new JobSpec
            {
                Architecture = """{ "arch_type": "gpt2", "n_layer": 1, "d_model": 32, "d_inner": 64, "n_head": 4 }""",
                Configuration = json,
                Corpora = ["books"],
            },
            folder.FullName);

        Assert.Equal(Presets.Get(preset).Training, configuration.Training);
        Assert.Equal(Presets.Get(preset).Device, configuration.Device);
        Assert.Equal(json.TrimEnd(), JobConfiguration.Complete(configuration)); // complete: nothing is left to a default
        Assert.Contains("lts train --config", whatNext, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(PresetNames))]
    public void ForTraining_ItPrintsEverySection(string preset)
    {
        var (json, _) = ConfigCommand.Print(Presets.Get(preset), ConfigCommand.Train);

        var configuration = TrainerConfigurationReader.Parse(Encoding.UTF8.GetBytes(json), "printed", Environment.CurrentDirectory);
        Assert.Equal(Presets.Get(preset).Data.Tokenizer, configuration.Data.Tokenizer);
        Assert.Equal(Path.GetFullPath("run"), configuration.Output);
    }

    /// <summary>What it prints names an example of a text: whoever forgets to change it is told which field that is.</summary>
    [Theory]
    [MemberData(nameof(PresetNames))]
    public async Task ForTraining_Unchanged_TrainingSaysWhichFieldNamesNoText(string preset)
    {
        using var folder = new TemporaryDirectory();
        var (json, _) = ConfigCommand.Print(Presets.Get(preset), ConfigCommand.Train);
        var configuration = TrainerConfigurationReader.Parse(Encoding.UTF8.GetBytes(json), "printed", folder.FullName);

        var e = await Assert.ThrowsAsync<UserErrorException>(() => RunData.PrepareAsync(
            configuration, new RunFolder(configuration.Output), new PlainProgress(TextWriter.Null), CancellationToken.None));

        Assert.Equal($"data.sources: There is no file or folder {folder["text"]}.", e.Message);
        Assert.Equal(ExitCode.NotFound, e.ExitCode);
    }
}
