using System.Runtime.InteropServices;

namespace Lts.Cli.Commands.Quickstart;

/// <summary>Also stops when the terminal is closed; Ctrl-C and SIGTERM are handled for every verb.</summary>
internal sealed class HangUp : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly PosixSignalRegistration _registration;

    /// <summary>Begins to listen for the terminal.</summary>
    /// <param name="cancellationToken">Ctrl-C and SIGTERM.</param>
    public HangUp(CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _registration = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true; // end in an orderly way, with the children
            _stop.Cancel();
        });
    }

    /// <summary>Cancelled by any of them.</summary>
    public CancellationToken Token => _stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose();
        _stop.Dispose();
    }
}
