using System.CommandLine;
using System.Text.Json;
using Lts.Contracts.Json;
using Lts.Domain.Trainings;
using Lts.Hosting;
using Lts.Trainer.Libtorch.Distributed;
using Lts.Trainer.Training;
using Lts.Trainer.Training.Configuration;
using Lts.Trainer.Training.Runs;

namespace Lts.Trainer.Commands;

/// <summary><c>lts-trainer train</c>: a run, from the beginning or from its last checkpoint; the command is the same.</summary>
internal static class TrainCommand
{
    /// <summary>Creates the verb with its options and what it does.</summary>
    public static Command Create()
    {
        var configuration = new Argument<FileInfo>("config") { Description = "The configuration; `lts-trainer config` prints one to begin with." };
        var json = new Option<bool>("--json") { Description = "Print the result as JSON." };
        var endWithParent = new Option<bool>(ParentProcess.Option)
        {
            Description = "Stop, with a checkpoint, when standard input closes, as it does when the program that started this one ends.",
        };
        var command = new Command("train", "Train a model, or go on with a run that was interrupted.") { configuration, json, endWithParent };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(
                cancellationToken, arguments.GetValue(endWithParent) ? ParentProcess.WatchEnd() : CancellationToken.None);
            return await RunAsync(arguments.GetValue(configuration)!.FullName, arguments.GetValue(json), stop.Token);
        });
        return command;
    }

    private static async Task<int> RunAsync(string path, bool json, CancellationToken cancellationToken)
    {
        var configuration = ConfigurationFile.Read(path);
        var environment = TorchrunEnvironment.Read();
        var isFirst = environment is null or { Rank: 0 };
        using var progress = isFirst ? ProgressDisplay.ForStandardError() : ProgressDisplay.None();
        using var stop = StopSignal.Listen(progress.Observer, cancellationToken);
        var result = await ConfiguredRun.RunAsync(configuration, environment, progress.Observer, TimeProvider.System, stop.Token);
        progress.Dispose();
        if (isFirst)
        {
            await PrintAsync(result, new RunFolder(configuration.Output), json);
        }

        return ExitCode.Success;
    }

    private static Task PrintAsync(TrainingResult result, RunFolder run, bool json) => json
        ? Console.Out.WriteLineAsync(JsonSerializer.Serialize(TrainingResultJson.Of(result), RunJsonContext.Default.TrainingResultJson))
        : ResultText.WriteAsync(result, run);
}
