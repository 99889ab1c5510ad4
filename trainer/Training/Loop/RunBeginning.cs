using Lts.Hosting;
using Lts.Trainer.Training.Checkpoints;
using Lts.Trainer.Training.Parallel;
using Lts.Trainer.Training.Progress;
using Lts.Trainer.Training.Runs;

namespace Lts.Trainer.Training.Loop;

/// <summary>
/// Where a run begins or goes on. The first process decides, after a look at every byte of a checkpoint, and gives the others what it has read:
/// were each to choose for itself, one that sees a damaged or an older checkpoint would train other weights, or wait at another step.
/// </summary>
internal sealed class RunBeginning(PreparedRun run, Learner learner, Collective processes, ITrainingObserver observer)
{
    /// <summary>Puts into the learner of every process what the run goes on from: the last checkpoint, or the best one where that is damaged or gone.</summary>
    /// <returns>The state to go on from, the same in every process.</returns>
    /// <exception cref="UserErrorException">No checkpoint is whole. A run never begins again by itself: what is left may be worth a look.</exception>
    public LoopState Restore()
    {
        var state = processes.FromFirst(Read, RunJsonContext.Default.LoopState);
        if (state.Step > 0)
        {
            processes.CopyFromFirst(learner.Weights().Concat(learner.Moments()).Select(tensor => tensor.Tensor));
            learner.Optimizer.StepCount = state.Step;
        }

        return state;
    }

    private LoopState Read()
    {
        var checkpoints = new CheckpointStore(run.Folder, run.Architecture);
        DamagedCheckpointException? damage = null;
        foreach (var name in (string[])[CheckpointStore.Last, CheckpointStore.Best])
        {
            try
            {
                if (checkpoints.ReadState(name) is { } state)
                {
                    checkpoints.Load(name, learner, state, withOptimizer: true);
                    observer.Note(
                        (damage is null ? "" : $"The checkpoint {checkpoints.PathOf(CheckpointStore.Last)} is damaged: {damage.Problem} The one before it is whole. ")
                        + $"Going on after step {state.Step} from {checkpoints.PathOf(name)}.");
                    return state;
                }
            }
            catch (DamagedCheckpointException e)
            {
                damage ??= e;
            }
        }

        return damage is null ? LoopState.Beginning(run.Architecture.Id) : throw damage.ToUserError();
    }
}
