using System.Runtime.InteropServices;
using Lts.Hosting;
using Lts.Trainer.Training.Progress;

namespace Lts.Trainer.Commands;

/// <summary>Ctrl-C while training: the first asks for a checkpoint after the current step, the second ends at once.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly PosixSignalRegistration[] _registrations;
    private int _count;

    private StopSignal(ITrainingObserver observer, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _registrations = [.. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM]).Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            if (Interlocked.Increment(ref _count) > 1)
            {
                Environment.Exit(ExitCode.Cancelled);
            }

            observer.Note("Stopping after this step, with a checkpoint. Press Ctrl-C again to end at once, without one.");
            _stop.Cancel();
        }))];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Listens until disposed.</summary>
    public static StopSignal Listen(ITrainingObserver observer, CancellationToken cancellationToken) => new(observer, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
    }
}
