using System.Security.Cryptography;
using System.Text.Json;
using Lts.Domain;
using Lts.Domain.Architectures;
using Lts.Hosting;
using Lts.Trainer.Training.Loop;
using Lts.Trainer.Training.Runs;

namespace Lts.Trainer.Training.Checkpoints;

/// <summary>Saves and loads checkpoints: weights, the optimiser's moments, and the state of the loop.</summary>
/// <param name="run">The run folder, whose <c>checkpoints</c> it reads and writes.</param>
/// <param name="architecture">What is trained: a checkpoint of anything else is refused.</param>
internal sealed class CheckpointStore(RunFolder run, Architecture architecture)
{
    /// <summary>The checkpoint that a run goes on from.</summary>
    public const string Last = "last";

    /// <summary>The checkpoint with the smallest loss on held-out text.</summary>
    public const string Best = "best";

    private const string ModelFile = "model.safetensors";
    private const string OptimizerFile = "optimizer.safetensors";
    private const string StateFile = "state.json";

    private readonly CheckpointFolders _folders = new(run.Checkpoints);

    /// <summary>Where a checkpoint is.</summary>
    public string PathOf(string name) => _folders.PathOf(name);

    /// <summary>Finishes or undoes what a crash interrupted.</summary>
    public void Recover()
    {
        _folders.Recover(Last);
        _folders.Recover(Best);
    }

    /// <summary>Saves a checkpoint in the place of the last one of that name, which stays until the new one is whole.</summary>
    /// <exception cref="UserErrorException">The disk is full or cannot be written; the last one is as it was.</exception>
    public void Save(string name, LoopState state, Learner learner)
    {
        try
        {
            var folder = _folders.Begin(name);
            var model = Path.Combine(folder, ModelFile);
            var optimizer = Path.Combine(folder, OptimizerFile);
            TensorFile.Write(model, learner.Weights());
            TensorFile.Write(optimizer, learner.Moments());
            state = state with
            {
                ModelBytes = new FileInfo(model).Length,
                OptimizerBytes = new FileInfo(optimizer).Length,
                ModelSha256 = Sha256(model),
                OptimizerSha256 = Sha256(optimizer),
            };
            AtomicFile.Write(Path.Combine(folder, StateFile), stream => JsonSerializer.Serialize(stream, state, RunJsonContext.Default.LoopState));
            _folders.Commit(name);
        }
        catch (Exception e) when (IsDiskError(e))
        {
            TryAbandon(name);
            throw new UserErrorException(
                $"The checkpoint of step {state.Step} cannot be saved in {run.Checkpoints}: {e.Message} "
                + "The last one that was saved is kept. Make room, then start the run again: it goes on from there.", ExitCode.Storage, e);
        }
    }

    /// <summary>Reads a checkpoint's state; <see langword="null"/> when there is no such checkpoint.</summary>
    /// <exception cref="DamagedCheckpointException">It is damaged.</exception>
    /// <exception cref="UserErrorException">It is of another architecture.</exception>
    public LoopState? ReadState(string name)
    {
        if (!Directory.Exists(PathOf(name)))
        {
            return null;
        }

        try
        {
            var state = WholeJson.Read(File.ReadAllBytes(Path.Combine(PathOf(name), StateFile)), RunJsonContext.Default.LoopState);
            RequireLength(name, ModelFile, state.ModelBytes);
            RequireLength(name, OptimizerFile, state.OptimizerBytes);
            return state.ArchitectureId == architecture.Id
                ? state
                : throw new UserErrorException(
                    $"{PathOf(name)} holds weights of {state.ArchitectureId}, but the configuration asks for {architecture.Id}. "
                    + "Train into another output folder.", ExitCode.Conflict);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw Damaged(name, e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(name, e);
        }
    }

    /// <summary>Puts a checkpoint into a learner, after a look at every byte of it. Where it fails, the learner holds a part of it.</summary>
    /// <param name="name"><see cref="Last"/> or <see cref="Best"/>.</param>
    /// <param name="learner">Receives weights and, if asked for, moments.</param>
    /// <param name="state">The checkpoint's state, as <see cref="ReadState"/> gave it.</param>
    /// <param name="withOptimizer">Whether training is to go on, or the weights are only to be used.</param>
    /// <exception cref="DamagedCheckpointException">It is damaged.</exception>
    public void Load(string name, Learner learner, LoopState state, bool withOptimizer)
    {
        try
        {
            RequireSha256(name, ModelFile, state.ModelSha256);
            TensorFile.Read(Path.Combine(PathOf(name), ModelFile), learner.Weights());
            if (withOptimizer)
            {
                RequireSha256(name, OptimizerFile, state.OptimizerSha256);
                TensorFile.Read(Path.Combine(PathOf(name), OptimizerFile), learner.Moments());
                learner.Optimizer.StepCount = state.Step;
            }
        }
        catch (Exception e) when (IsDamage(e) || e is UserErrorException)
        {
            throw Damaged(name, e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(name, e);
        }
    }

    /// <summary>.NET calls a file beyond the file system's or the user's limit an argument out of range.</summary>
    private static bool IsDiskError(Exception e) =>
        e is IOException or UnauthorizedAccessException or UserErrorException or ArgumentOutOfRangeException { ParamName: "value" };

    private void RequireLength(string name, string file, long bytes)
    {
        var found = new FileInfo(Path.Combine(PathOf(name), file));
        if (!found.Exists || found.Length != bytes)
        {
            throw new InvalidDataException($"{file} has {(found.Exists ? found.Length : 0)} bytes instead of {bytes}.");
        }
    }

    private void RequireSha256(string name, string file, string? expected)
    {
        if (expected is not null && Sha256(Path.Combine(PathOf(name), file)) != expected)
        {
            throw new InvalidDataException($"{file} is not what was saved: its SHA-256 differs.");
        }
    }

    private static string Sha256(string path)
    {
        using var file = new FileStream(path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0 });
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>Only what is wrong with the files themselves: a disk that does not answer now must not cost the newest checkpoint.</summary>
    private static bool IsDamage(Exception e) => e is FileNotFoundException or DirectoryNotFoundException or EndOfStreamException
        or InvalidDataException or JsonException;

    private UserErrorException Unreadable(string name, Exception cause) =>
        new($"{PathOf(name)} cannot be read: {cause.Message} Check the disk and the permissions, then start again.", ExitCode.Storage, cause);

    private DamagedCheckpointException Damaged(string name, string problem, Exception cause)
    {
        var other = PathOf(name == Last ? Best : Last);
        return new DamagedCheckpointException(PathOf(name), problem, Directory.Exists(other)
            ? $"Remove that folder to go on with {other} instead."
            : "Remove that folder to begin the run again.", cause);
    }

    private void TryAbandon(string name)
    {
        try
        {
            _folders.Abandon(name);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next start removes it; what matters now is the first error.
        }
    }
}
