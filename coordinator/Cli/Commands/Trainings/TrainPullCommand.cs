using System.CommandLine;
using Lts.Cli.Client;
using Lts.Cli.Client.Json;
using Lts.Cli.Commands.Display;
using Lts.Domain.Trainings;
using Lts.Hosting;

namespace Lts.Cli.Commands.Trainings;

/// <summary><c>lts train pull</c>: brings a model here.</summary>
internal static class TrainPullCommand
{
    /// <summary>The verb; only a completed training has files to download.</summary>
    public static Command Create()
    {
        var folder = new Option<string>("--output", "-o") { Description = "Folder for the files.", HelpName = "folder", Required = true };
        var command = new RemoteVerb("pull", "Download what a training left: the model's folder, its curve, its result.")
        {
            TrainingOptions.Training, folder,
        };
        command.Examples = ["lts train pull t-3f9a -o my-model"];
        command.Runs(async (context, cancellationToken) =>
        {
            using var connection = context.Connect();
            var training = await connection.Trainings.GetAsync(context.Get(TrainingOptions.Training), cancellationToken);
            if (training.State != TrainingState.Completed)
            {
                throw new UserErrorException(training.NotCompleteReason, ExitCode.Conflict);
            }

            await DownloadAsync(context, new ArtifactDownload(connection, training), training, context.Get(folder)!, cancellationToken);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task DownloadAsync(
        CommandContext context, ArtifactDownload download, Training training, string folder, CancellationToken cancellationToken)
    {
        foreach (var artifact in training.Files)
        {
            await download.FetchAsync(folder, artifact, cancellationToken);
            context.Note($"{artifact.Name}, {Units.Size(artifact.SizeBytes)}");
        }

        if (context.Json)
        {
            var pulled = new PulledJson(Path.GetFullPath(folder), [.. training.Files.Select(TrainingJsonMapping.ToJson)]);
            context.WriteJson(pulled, LtsJsonContext.Default.PulledJson);
        }
        else
        {
            context.WriteLine($"{training.Files.Length} files are in {folder}.");
        }
    }
}
