using Lts.Domain.Trainings;
using Lts.Trainer.Training.Progress;

namespace Lts.Tests.Trainer.Training;

/// <summary>Stops a run that trains in this process after a step.</summary>
internal sealed class StopAfter(int step, CancellationTokenSource stop) : ITrainingObserver
{
    public void Note(string message)
    {
    }

    public void Stepped(int done, int steps)
    {
        // Asked for before the step begins, it is heard when the step is done.
        if (done == step - 1)
        {
            stop.Cancel();
        }
    }

    public void Logged(TrainingProgress line)
    {
    }
}
