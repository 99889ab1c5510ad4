using Lts.Hosting;
using Lts.Trainer.Training.Progress;

namespace Lts.Trainer.Commands;

/// <summary>Ctrl-C while training: the first asks for a checkpoint after the current step, the second ends at once.</summary>
internal static class StopSignal
{
    /// <summary>Listens until disposed.</summary>
    /// <param name="observer">Told what happens.</param>
    /// <param name="cancellationToken">Another way to ask.</param>
    public static StopSignals Listen(ITrainingObserver observer, CancellationToken cancellationToken) => new(
        () => observer.Note("Stopping after this step, with a checkpoint. Press Ctrl-C again to end at once, without one."), cancellationToken);
}
