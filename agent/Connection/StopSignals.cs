using System.Runtime.InteropServices;
using Lts.Hosting;
using Microsoft.Extensions.Logging;

namespace Lts.Agent.Connection;

/// <summary>The first Ctrl-C or SIGTERM asks the agent to stop; the second ends the process at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly PosixSignalRegistration[] _registrations;
    private readonly ILogger _log;

    /// <summary>Starts to listen.</summary>
    /// <param name="log">The log.</param>
    /// <param name="cancellationToken">Another way to ask.</param>
    public StopSignals(ILogger log, CancellationToken cancellationToken)
    {
        _log = log;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        ];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Stop => _stop.Token;

    /// <summary>The first signal, or <see langword="null"/>.</summary>
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
        if (Received is not null)
        {
            // Not left to the system's default: another handler of the signal may have switched that off.
            Environment.Exit(ExitCode.Cancelled);
        }

        Received = context.Signal;
        context.Cancel = true;
        ConnectionLog.Stopping(_log);
        _stop.Cancel();
    }
}
