using System.Runtime.InteropServices;

namespace Lts.Hosting;

/// <summary>The first Ctrl-C or SIGTERM asks a program to stop in order; the second ends the process at once.</summary>
public sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Action _say;
    private int _count;

    /// <summary>Starts to listen.</summary>
    /// <param name="say">Tells the user, at the first signal, what happens now and what a second one does.</param>
    /// <param name="cancellationToken">Another way to ask.</param>
    public StopSignals(Action say, CancellationToken cancellationToken)
    {
        _say = say;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        ];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>The first signal; <see langword="null"/> before it.</summary>
    public PosixSignal? Received { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        if (Interlocked.Increment(ref _count) > 1)
        {
            // Not left to the system's default: another handler of the signal may have switched that off.
            Environment.Exit(ExitCode.Cancelled);
        }

        Received = context.Signal;
        context.Cancel = true;
        _say();
        _stop.Cancel();
    }
}
