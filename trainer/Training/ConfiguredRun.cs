using Lts.Contracts.Json;
using Lts.Domain.Trainings;
using Lts.Hosting;
using Lts.Trainer.Libtorch.Distributed;
using Lts.Trainer.Training.Configuration;
using Lts.Trainer.Training.Loop;
using Lts.Trainer.Training.Parallel;
using Lts.Trainer.Training.Progress;
using Lts.Trainer.Training.Runs;

namespace Lts.Trainer.Training;

/// <summary>A run from configuration to result: new, or going on from its last checkpoint.</summary>
internal static class ConfiguredRun
{
    /// <summary>Trains what a configuration asks for; a run that is complete already is left as it is.</summary>
    /// <param name="configuration">What to train, on what, and where to write it.</param>
    /// <param name="environment">This process's place among those that train together; <see langword="null"/> for one that trains alone.</param>
    /// <param name="observer">Is told how it goes.</param>
    /// <param name="time">The clock that times steps and the run.</param>
    /// <param name="cancellationToken">Stops after the current step, with a checkpoint.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="UserErrorException">Something that its message explains; the last checkpoint is kept.</exception>
    public static async Task<TrainingResult> RunAsync(
        TrainerConfiguration configuration, TorchrunEnvironment? environment, ITrainingObserver observer, TimeProvider time,
        CancellationToken cancellationToken)
    {
        RequireEvenShares(configuration.Training, environment?.WorldSize ?? 1);
        var compute = new Compute(configuration.Device, environment?.LocalRank ?? 0);
        using var processes = new Collective(environment, compute, observer.Note);
        using var session = await RunSession.OpenAsync(configuration, processes, observer, cancellationToken);
        var run = session.Run;
        var done = processes.FromFirst(
            () => run.Folder.ReadResult() is { } result ? TrainingResultJson.Of(result) : null, RunJsonContext.Default.TrainingResultJson);
        if (done is not null)
        {
            observer.Note($"The run in {run.Folder.FullName} has already finished.");
            return done.ToResult();
        }

        var (architecture, settings) = (run.Architecture, configuration.Training);
        observer.Note(
            $"Training {architecture.Id}: {architecture.Parameters.Total:N0} parameters, {settings.Steps:N0} steps of {settings.TokensPerStep:N0} tokens, "
            + $"on {compute.Description}{(processes.World > 1 ? $", {processes.World} processes" : "")}.");
        using var learner = new Learner(architecture, settings, compute, processes);
        var state = new RunBeginning(run, learner, processes, observer).Restore();
        var loop = new TrainingLoop(run, learner, processes, observer, time);
        try
        {
            state = await Task.Factory.StartNew(
                () => loop.Run(state, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            return new RunConclusion(run, learner, compute, processes).Conclude(state);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"The run in {run.Folder.FullName} cannot be written: {e.Message} The last checkpoint is kept: start the run again when there is room.",
                ExitCode.Storage, e);
        }
    }

    private static void RequireEvenShares(TrainingSettings settings, int processes)
    {
        if (settings.BatchSize % processes != 0)
        {
            throw new UserErrorException(
                $"training.batch_size {settings.BatchSize} cannot be shared evenly among {processes} processes (WORLD_SIZE). "
                + $"Choose a multiple of {processes}.", ExitCode.Usage);
        }
    }
}
