using System.Globalization;
using System.Runtime.InteropServices;
using Lts.Domain.Trainings;
using Lts.Hosting;
using Lts.Trainer.Data.Batches;
using Lts.Trainer.Training.Checkpoints;
using Lts.Trainer.Training.Configuration;
using Lts.Trainer.Training.Parallel;
using Lts.Trainer.Training.Progress;
using Lts.Trainer.Training.Rules;
using Lts.Trainer.Training.Runs;

namespace Lts.Trainer.Training.Loop;

/// <summary>
/// Trains from where a run is to its end: asks the rules what is due, has the <see cref="Learner"/> compute it, and writes it down. Everything
/// that the files record of the past is in <see cref="LoopState"/>, so that going on is the same as never having stopped.
/// </summary>
internal sealed class TrainingLoop(PreparedRun run, Learner learner, Collective processes, ITrainingObserver observer, TimeProvider time)
{
    private readonly TrainingSettings _settings = run.Configuration.Training;
    private readonly BatchSampler _sampler = new(run.Data.Train, run.Configuration.Training.SequenceLength, run.Configuration.Training.Seed);
    private readonly CheckpointStore _checkpoints = new(run.Folder, run.Architecture);

    /// <summary>Steps since the last line that this process computed, and the time they took: a speed, no part of the state.</summary>
    private int _timedSteps;
    private double _timedSeconds;

    /// <summary>Trains.</summary>
    /// <param name="state">The state after the steps that are done.</param>
    /// <param name="cancellationToken">Ends the run after the step, with a checkpoint.</param>
    /// <returns>The state after the last step.</returns>
    /// <exception cref="UserErrorException">Training diverged, or there was too little memory or disk; the last checkpoint is as it was.</exception>
    /// <exception cref="OperationCanceledException">It was asked to stop, and has saved a checkpoint.</exception>
    public LoopState Run(LoopState state, CancellationToken cancellationToken)
    {
        using var log = processes.Rank == 0 ? ProgressLog.Open(run.Folder.Progress, state.Step) : null;
        var began = time.GetTimestamp();
        var before = state.ElapsedSeconds;
        while (state.Step < _settings.Steps)
        {
            var (next, gradient) = Step(state, cancellationToken);
            state = next with { ElapsedSeconds = before + time.GetElapsedTime(began).TotalSeconds };
            observer.Stepped(state.Step, _settings.Steps);
            state = WriteDown(state, gradient, log, before, began);
            if (gradient.Stop)
            {
                log?.FlushToDisk();
                Save(CheckpointStore.Last, state);
                observer.Note(
                    $"Stopped after step {state.Step} of {_settings.Steps}; a checkpoint is saved. `lts-trainer train {run.Folder.Configuration}` goes on.");
                throw new OperationCanceledException(cancellationToken);
            }
        }

        return state;
    }

    private (LoopState State, StepGradient Gradient) Step(LoopState state, CancellationToken cancellationToken)
    {
        var step = state.Step + 1;
        var began = time.GetTimestamp();
        var gradient = Gradient(step, cancellationToken.IsCancellationRequested);
        var (divergence, problem) = DivergenceRule.Judge(state.Divergence, gradient.Loss, gradient.Norm, _settings.Steps);
        if (problem is not null)
        {
            throw Diverged(step, problem);
        }

        learner.Update(gradient, LearningRateSchedule.At(_settings, step));
        _timedSteps++;
        _timedSeconds += time.GetElapsedTime(began).TotalSeconds;
        return (state with
        {
            Step = step,
            NextSequence = step * _settings.SequencesPerStep,
            PendingLossSum = state.PendingLossSum + gradient.Loss,
            PendingSteps = state.PendingSteps + 1,
            Divergence = divergence,
        }, gradient);
    }

    private StepGradient Gradient(int step, bool stop)
    {
        try
        {
            return learner.Gradient(step, _sampler, stop);
        }
        catch (Exception e) when (e is ExternalException or OutOfMemoryException)
        {
            throw StepErrors.Explain(e, $"step {step}", _settings, _checkpoints.PathOf(CheckpointStore.Last));
        }
    }

    private LoopState WriteDown(LoopState state, StepGradient gradient, ProgressLog? log, double before, long began)
    {
        var duties = StepDuties.Of(_settings, state.Step);
        if (duties.Evaluate)
        {
            var loss = learner.Evaluate(run.Data.Validation, _settings.EvaluationTokens);
            state = AddLine(state, gradient, loss, log, before, began);
            if (double.IsFinite(loss) && !(loss >= state.BestValidationLoss))
            {
                state = state with { BestValidationLoss = loss, BestStep = state.Step };
                Save(CheckpointStore.Best, state);
            }
        }
        else if (duties.Log)
        {
            state = AddLine(state, gradient, null, log, before, began);
        }

        if (duties.Save)
        {
            log?.FlushToDisk();
            Save(CheckpointStore.Last, state);
        }

        return state;
    }

    private LoopState AddLine(LoopState state, StepGradient gradient, double? loss, ProgressLog? log, double before, long began)
    {
        var line = new TrainingProgress(
            state.Step, _settings.Steps, state.Step * _settings.TokensPerStep,
            TrainLoss: state.PendingLossSum / state.PendingSteps,
            LearningRateSchedule.At(_settings, state.Step),
            gradient.Norm,
            TokensPerSecond: _timedSteps * _settings.TokensPerStep / Math.Max(_timedSeconds, 1e-9),
            ElapsedSeconds: before + time.GetElapsedTime(began).TotalSeconds,
            ValidationLoss: loss,
            ValidationPerplexity: loss is null ? null : LossUnits.Perplexity(loss.Value),
            BitsPerByte: loss is null ? null : run.BitsPerByte(loss.Value));
        (_timedSteps, _timedSeconds) = (0, 0);
        log?.Append(line);
        observer.Logged(line);
        return state with { PendingLossSum = 0, PendingSteps = 0, LastTrainLoss = line.TrainLoss, ElapsedSeconds = line.ElapsedSeconds };
    }

    private void Save(string name, LoopState state)
    {
        if (processes.Rank == 0)
        {
            _checkpoints.Save(name, state, learner);
        }
    }

    /// <summary>Where the weights before the divergence are, if they were ever saved.</summary>
    private string Kept()
    {
        var kept = new[] { CheckpointStore.Last, CheckpointStore.Best }.Select(_checkpoints.PathOf).FirstOrDefault(Directory.Exists);
        return kept is null ? "No checkpoint had been saved yet." : $"The last checkpoint before it is kept in {kept}.";
    }

    private UserErrorException Diverged(int step, string problem) => new(string.Create(CultureInfo.InvariantCulture,
        $"""
        Training diverged at step {step}: {problem}; the learning rate was {LearningRateSchedule.At(_settings, step):0.###e+0}.
        {Kept()}
        Lower training.learning_rate or training.gradient_clip_norm, or raise training.warmup_steps, and train into a new output folder.
        """), ExitCode.Incomplete);
}
