using System.CommandLine;
using System.Text;
using Lts.Hosting;
using Lts.Hosting.CommandLine;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Training.Configuration;

namespace Lts.Trainer.Commands;

/// <summary><c>lts-trainer config</c>: a configuration with every default filled in, to be changed and trained.</summary>
internal static class ConfigCommand
{
    /// <summary>The use of a configuration that <c>lts-trainer train</c> reads.</summary>
    internal const string Train = "train";
    /// <summary>The use of a configuration that <c>lts train --config</c> sends with a job.</summary>
    internal const string Job = "job";

    /// <summary>Creates the verb with its options and what it does.</summary>
    public static Command Create()
    {
        var preset = new Option<string>("--preset")
        {
            Description = "Where the defaults come from: small-cpu for minutes on a processor, archai for the published task on a GPU.",
            DefaultValueFactory = _ => Presets.SmallCpu,
        };
        preset.AcceptOnlyFromAmong([.. Presets.Names]);
        var use = new Option<string>("--for")
        {
            Description = "What it is for: train, a run of your own; or job, what `lts train --config` sends to a service, where architecture, text and output are given elsewhere.",
            HelpName = "train|job",
            DefaultValueFactory = _ => Train,
        };
        use.AcceptOnlyFromAmong(Train, Job);
        var command = new ExampleCommand(
            "config", "Print a training configuration with every default filled in.",
            "lts-trainer config > mine.json", "lts-trainer config --preset archai --for job > recipe.json")
        {
            preset, use,
        };
        command.SetAction(async (arguments, _) =>
        {
            var (json, whatNext) = Print(Presets.Get(arguments.GetValue(preset)!), arguments.GetValue(use)!);
            await Console.Out.WriteAsync(json);
            await Console.Error.WriteLineAsync(whatNext);
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>The configuration as a file of its use, and what to do with it.</summary>
    internal static (string Json, string WhatNext) Print(TrainerConfiguration configuration, string use) => use == Job
        ? (JobConfiguration.Complete(configuration) + "\n",
            "Save it to a file, change what you like, and pass the file to `lts train --config`. docs/training.md explains every field.")
        : (Encoding.UTF8.GetString(TrainerConfigurationWriter.ToUtf8(configuration, Environment.CurrentDirectory)),
            "Save it to a file, set data.sources (text files or folders), output (the run's folder) and the architecture, "
            + "and pass the file to `lts-trainer train`. docs/training.md explains every field.");
}
