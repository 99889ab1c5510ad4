using System.Collections.Immutable;
using System.CommandLine;
using Grpc.Core;
using Lts.Cli.Client;
using Lts.Cli.Client.Json;
using Lts.Cli.Commands.Display;
using Lts.Cli.Files;
using Lts.Domain.Trainings;
using Lts.Hosting;

namespace Lts.Cli.Commands.Trainings;

/// <summary><c>lts train</c>: sends architectures that a study found to a trainer, and follows them there.</summary>
internal static class TrainCommand
{
    private const string DefaultPick = "knee";
    private const int MaxConfigurationBytes = 1 << 20;

    private static readonly Argument<string?> Study = new("study")
    {
        Description = "Name or id of the study; left out with --architecture.",
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = _ => null,
    };

    private static readonly Option<string?> Pick = new("--pick")
    {
        Description = $"Which of each device's frontier: {TrainingRequest.PickForms}. Default: {DefaultPick}.",
        HelpName = "which",
    };

    private static readonly Option<string?> ArchitectureFile = new("--architecture")
    {
        Description = "Architecture in JSON to train, in place of a study's.",
        HelpName = "file",
    };

    private static readonly Option<string?> Trainer = new("--trainer")
    {
        Description = "Address of the trainer (lts-trainer serve). Default: the one that lts serve --trainer names.",
        HelpName = "url",
    };

    private static readonly Option<string?> Configuration = new("--config")
    {
        Description = "Configuration in JSON with the sections that a job may have; `lts-trainer config --for job` prints them all (docs/training.md).",
        HelpName = "file",
    };

    private static readonly Option<int> Vocabulary = new("--vocabulary")
    {
        Description = "Learn a vocabulary of this many tokens from the text. Default: the architecture's own size.",
        HelpName = "tokens",
    };

    private static readonly Option<string[]> Corpora = new("--corpus")
    {
        Description = "A text that the trainer was started with, by its name; several are read one after another. Default: its sample text.",
        HelpName = "name",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<bool> Detach = new("--detach") { Description = "Do not wait for the end." };

    /// <summary>The verb, and below it those for trainings that exist.</summary>
    public static Command Create()
    {
        var command = new RemoteVerb("train", "Train what a study found, on a trainer; `list`, `watch` and the other verbs work on existing trainings.")
        {
            Study, CommonOptions.Devices, Pick, ArchitectureFile, Trainer, Configuration, Vocabulary, Corpora, Detach,
        };
        command.Add(TrainListCommand.Create());
        command.Add(TrainWatchCommand.Create());
        command.Add(TrainShowCommand.Create());
        command.Add(TrainCancelCommand.Create());
        command.Add(TrainPullCommand.Create());
        command.Examples =
        [
            "lts train my-study --device pi4 --pick knee",
            "lts train my-study --pick under:latency=50ms --vocabulary 4096 --config recipe.json",
            "lts train --architecture model.json --trainer http://gpu-host:5230 --detach",
        ];
        command.Runs(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var request = Request(context);
        using var connection = context.Connect();
        var trainings = await CreateAsync(context, connection, request, cancellationToken);
        if (!context.Get(Detach))
        {
            return await new TrainingFollower(context, connection).FollowAsync(trainings, cancellationToken);
        }

        if (context.Json)
        {
            context.WriteJson([.. trainings.Select(TrainingJsonMapping.ToJson)], LtsJsonContext.Default.ImmutableArrayTrainingJson);
        }
        else
        {
            context.Results.Write(TrainingTable.Create(trainings, FittingTable.WidthOf(context.Results)));
        }

        return ExitCode.Success;
    }

    /// <summary>An error of the configuration names its fields; this adds the file that they are in.</summary>
    private static async Task<ImmutableArray<Training>> CreateAsync(
        CommandContext context, CoordinatorConnection connection, TrainingRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.Trainings.CreateAsync(request, cancellationToken);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.InvalidArgument && ConfigurationError.IsOne(e.Status.Detail) && context.Get(Configuration) is { } path)
        {
            throw new UserErrorException($"With --config {path}: {e.Status.Detail}", ExitCode.Usage, e);
        }
    }

    /// <summary>No file means all defaults; an empty one is a mistake, such as a disk that was full when it was written.</summary>
    private static string ReadConfiguration(string? path)
    {
        if (path is null)
        {
            return "";
        }

        string text = InputFile.ReadText(path, MaxConfigurationBytes);
        return string.IsNullOrWhiteSpace(text)
            ? throw new UserErrorException($"With --config {path}: it is empty. Leave the option out to train with the defaults.", ExitCode.Usage)
            : text;
    }

    private static TrainingRequest Request(CommandContext context)
    {
        var (study, file) = (context.Get(Study), context.Get(ArchitectureFile));
        if (study is null == file is null)
        {
            throw new UserErrorException("Name either a study or an architecture file: lts train STUDY, or lts train --architecture FILE.", ExitCode.Usage);
        }

        return new TrainingRequest
        {
            Study = study ?? "",
            Devices = [.. context.Get(CommonOptions.Devices)!],
            Pick = context.Get(Pick) ?? (study is null ? "" : DefaultPick),
            Architecture = file is null ? null : InputFile.ReadArchitecture(file),
            Trainer = context.Get(Trainer) ?? "",
            Configuration = ReadConfiguration(context.Get(Configuration)),
            VocabularySize = context.Get(Vocabulary),
            Corpora = [.. context.Get(Corpora)!],
        };
    }
}
