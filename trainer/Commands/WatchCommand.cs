using System.CommandLine;
using Lts.Hosting;
using Lts.Trainer.Training.Runs;

namespace Lts.Trainer.Commands;

/// <summary><c>lts-trainer watch</c>: how far a run is that trains in another process.</summary>
internal static class WatchCommand
{
    /// <summary>Creates the verb with its options and what it does.</summary>
    public static Command Create()
    {
        var run = new Argument<DirectoryInfo>("run") { Description = "The run's folder: the output of its configuration." };
        var command = new Command("watch", "Show a run's progress from another terminal.") { run };
        command.SetAction((arguments, cancellationToken) => RunAsync(new RunFolder(arguments.GetValue(run)!.FullName), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(RunFolder run, CancellationToken cancellationToken)
    {
        if (!File.Exists(run.Configuration))
        {
            throw new UserErrorException(
                $"{run.FullName} is not a run: it has no config.json. Name the folder that is `output` in the configuration.", ExitCode.NotFound);
        }

        using var progress = ProgressDisplay.ForStandardError();
        try
        {
            var result = await new RunWatcher(run, progress.Observer, TimeProvider.System).WatchAsync(cancellationToken);
            progress.Dispose();
            if (result is not null)
            {
                await ResultText.WriteAsync(result, run);
                return ExitCode.Success;
            }

            await Console.Error.WriteLineAsync($"No process is training in {run.FullName}. `lts-trainer train {run.Configuration}` goes on with the run.");
            return ExitCode.Incomplete;
        }
        catch (OperationCanceledException)
        {
            progress.Observer.Note("Training goes on, but is no longer watched here.");
            throw;
        }
    }
}
