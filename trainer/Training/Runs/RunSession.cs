using Lts.Domain;
using Lts.Hosting;
using Lts.Trainer.Training.Checkpoints;
using Lts.Trainer.Training.Configuration;
using Lts.Trainer.Training.Parallel;
using Lts.Trainer.Training.Progress;

namespace Lts.Trainer.Training.Runs;

/// <summary>Opens a run folder: takes its lock, prepares its data, and makes sure that it is the run that the configuration asks for.</summary>
internal sealed class RunSession : IDisposable
{
    private readonly RunLock? _lock;

    private RunSession(PreparedRun run, RunLock? held) => (Run, _lock) = (run, held);

    /// <summary>The run.</summary>
    public PreparedRun Run { get; }

    /// <summary>Opens the run that a configuration asks for. Only the first process writes; the others wait for it.</summary>
    /// <exception cref="UserErrorException">The folder is taken, holds another run or cannot be written, or the text cannot be used.</exception>
    public static async Task<RunSession> OpenAsync(
        TrainerConfiguration configuration, Collective processes, ITrainingObserver observer, CancellationToken cancellationToken)
    {
        var folder = new RunFolder(configuration.Output);
        if (processes.Rank > 0)
        {
            processes.Wait();
            return new RunSession(Prepared(configuration, folder), null);
        }

        RunLock? held = null;
        try
        {
            Directory.CreateDirectory(folder.FullName);
            held = RunLock.Take(folder);
            Directory.CreateDirectory(folder.Checkpoints);
            if (!HasBegun(folder))
            {
                await RunData.PrepareAsync(configuration, folder, observer, cancellationToken);
            }

            var run = Prepared(configuration, folder);
            RefuseAnotherRun(run, observer);
            RunData.CopyTokenizer(run.Data, folder);
            WriteConfiguration(folder.Configuration, run);
            new CheckpointStore(folder, run.Architecture).Recover();
            processes.Wait();
            return new RunSession(run, held);
        }
        catch (Exception e)
        {
            held?.Dispose();
            if (e is IOException or UnauthorizedAccessException)
            {
                throw new UserErrorException($"{folder.FullName} cannot be written: {e.Message}", ExitCode.Storage, e);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Run.Data.Dispose();
        _lock?.Dispose();
    }

    private static PreparedRun Prepared(TrainerConfiguration configuration, RunFolder folder)
    {
        var data = RunData.Open(configuration, folder);
        try
        {
            if (!HasBegun(folder))
            {
                // Earlier versions wrote a default tokenizer beside the shards: a run that began so goes on.
                RunData.RequireNamedTokenizer(configuration.Data, data);
            }

            RequireHeldOutText(data.Validation.TokenCount, configuration.Training.SequenceLength);
            var architecture = configuration.Architecture.Resolve(data.Manifest.VocabularySize);
            return new PreparedRun(folder, configuration with { Architecture = new ArchitectureChoice(architecture, true) }, architecture, data);
        }
        catch (ValidationException e)
        {
            data.Dispose();
            throw new UserErrorException(e.Message, ExitCode.Usage, e);
        }
        catch (UserErrorException)
        {
            data.Dispose();
            throw;
        }
    }

    private static void RequireHeldOutText(long tokens, int sequenceLength)
    {
        if (tokens < sequenceLength + 1L)
        {
            throw new UserErrorException(
                $"The held-out text has {tokens} tokens, but a single sequence with its last target needs {sequenceLength + 1L}. "
                + "Give more text, raise data.validation_fraction, or lower training.sequence_length.", ExitCode.Usage);
        }
    }

    private static void RefuseAnotherRun(PreparedRun run, ITrainingObserver observer)
    {
        if (!HasBegun(run.Folder))
        {
            WriteConfiguration(run.Folder.BegunWith, run);
            return;
        }

        // Not compared with config.json, which is there to be read, and may have been changed by hand.
        var before = ConfigurationFile.Read(run.Folder.BegunWith);
        var differences = ConfigurationDifference.Of(before, run.Configuration);
        if (differences.Length > 0)
        {
            throw new UserErrorException(
                $"{run.Folder.FullName} holds a run that began with another configuration:{string.Concat(differences.Select(d => "\n  - " + d))}\n"
                + "Choose another output, or undo the change to go on with the run.", ExitCode.Conflict);
        }

        if (before.Device != run.Configuration.Device)
        {
            observer.Note("The run goes on with another device or number of threads than before: its last bits may differ from an uninterrupted run's.");
        }
    }

    private static void WriteConfiguration(string path, PreparedRun run) =>
        AtomicFile.Write(path, stream => stream.Write(TrainerConfigurationWriter.ToUtf8(run.Configuration, Path.GetDirectoryName(path)!)));

    /// <summary>A configuration alone, as the service leaves it, or data alone, is not yet a run.</summary>
    private static bool HasBegun(RunFolder folder) => File.Exists(folder.BegunWith)
        && (ProgressLog.Read(folder.Progress).Count > 0 || File.Exists(folder.Result) || Directory.EnumerateDirectories(folder.Checkpoints).Any());
}
