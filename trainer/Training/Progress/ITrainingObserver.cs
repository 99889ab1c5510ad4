using Lts.Domain.Trainings;


namespace Lts.Trainer.Training.Progress;

/// <summary>Is told how a run goes. Called by the thread that trains, so it must be quick.</summary>
internal interface ITrainingObserver
{
    /// <summary>A sentence for people: what is trained, what goes on from where, what was saved.</summary>
    public void Note(string message);

    /// <summary>A step is done.</summary>
    /// <param name="step">Number of the step, from 1.</param>
    /// <param name="steps">Steps of the run.</param>
    public void Stepped(int step, int steps);

    /// <summary>A line was added to <c>progress.jsonl</c>.</summary>
    public void Logged(TrainingProgress line);
}
