using Lts.Domain.Trainings;


namespace Lts.Trainer.Training.Progress;

/// <summary>Progress as lines, for logs and pipes.</summary>
/// <param name="writer">Where they go: standard error.</param>
internal sealed class PlainProgress(TextWriter writer) : ITrainingObserver
{
    /// <inheritdoc/>
    public void Note(string message) => writer.WriteLine(message);

    /// <inheritdoc/>
    public void Stepped(int step, int steps)
    {
    }

    /// <inheritdoc/>
    public void Logged(TrainingProgress line) => writer.WriteLine(ProgressText.Line(line));
}
