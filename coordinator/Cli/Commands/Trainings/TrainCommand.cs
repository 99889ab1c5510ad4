using System.CommandLine;
using Lts.Cli.Client;
using Lts.Cli.Client.Json;
using Lts.Cli.Commands.Display;
using Lts.Contracts;
using Lts.Coordinator.Trainings;
using Lts.Hosting;
using Lts.Protos.V1;

namespace Lts.Cli.Commands.Trainings;

/// <summary><c>lts train</c>: sends architectures that a study found to a trainer, and follows them there.</summary>
internal static class TrainCommand
{
    private const string DefaultPick = "knee";
    private const int MaxConfigurationBytes = 1 << 20;

    private static readonly Argument<string?> Study = new("study")
    {
        Description = "Name or id of the study; none with --architecture.",
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = _ => null,
    };

    private static readonly Option<string?> Pick = new("--pick")
    {
        Description = $"Which of each device's frontier: {FrontierPick.Forms}. Default: {DefaultPick}.",
        HelpName = "which",
    };

    private static readonly Option<string?> ArchitectureFile = new("--architecture")
    {
        Description = "Architecture in JSON to train, in place of a study's.",
        HelpName = "file",
    };

    private static readonly Option<string?> Trainer = new("--trainer")
    {
        Description = "Address of the trainer (lts-trainer serve); without, that of lts serve --trainer.",
        HelpName = "url",
    };

    private static readonly Option<string?> Configuration = new("--config")
    {
        Description = "Configuration in JSON with the sections preset, data (no sources), training and device of docs/training.md; architecture and output are not its affair.",
        HelpName = "file",
    };

    private static readonly Option<int> Vocabulary = new("--vocabulary")
    {
        Description = "Learn a vocabulary of so many tokens from the text; without, the architecture's own size.",
        HelpName = "tokens",
    };

    private static readonly Option<string[]> Corpora = new("--corpus")
    {
        Description = "A text that the trainer was started with, by its name; several are read one after another. Without, its sample text.",
        HelpName = "name",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<bool> Detach = new("--detach") { Description = "Do not wait for the end." };

    public static Command Create()
    {
        var command = new RemoteVerb("train", "Train what a study found, on a trainer; `list`, `watch` and the others see to trainings.")
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
        var response = await connection.Trainings.CreateTrainingsAsync(request, connection.Soon(cancellationToken));
        if (!context.Get(Detach))
        {
            return await new TrainingFollower(context, connection).FollowAsync([.. response.Trainings], cancellationToken);
        }

        if (context.Json)
        {
            context.WriteJson([.. response.Trainings.Select(TrainingJsonMapping.ToJson)], LtsJsonContext.Default.ImmutableArrayTrainingJson);
        }
        else
        {
            context.Results.Write(TrainingTable.Create(response.Trainings));
        }

        return ExitCode.Success;
    }

    private static CreateTrainingsRequest Request(CommandContext context)
    {
        var (study, file) = (context.Get(Study), context.Get(ArchitectureFile));
        if (study is null == file is null)
        {
            throw new UserErrorException("Name either a study or an architecture file: lts train STUDY, or lts train --architecture FILE.", ExitCode.Usage);
        }

        var request = new CreateTrainingsRequest
        {
            StudyId = study ?? "",
            Pick = context.Get(Pick) ?? (study is null ? "" : DefaultPick),
            Architecture = file is null ? null : ArchitectureMapping.ToProto(InputFile.ReadArchitecture(file)),
            Trainer = context.Get(Trainer) ?? "",
            Configuration = context.Get(Configuration) is { } path ? InputFile.ReadText(path, MaxConfigurationBytes) : "",
            VocabularySize = context.Get(Vocabulary),
        };
        request.Devices.AddRange(context.Get(CommonOptions.Devices)!);
        request.Corpora.AddRange(context.Get(Corpora)!);
        return request;
    }
}
