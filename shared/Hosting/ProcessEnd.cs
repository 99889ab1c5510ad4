using System.Diagnostics;

namespace Lts.Hosting;

/// <summary>The end of a child process.</summary>
public static class ProcessEnd
{
    /// <summary>Waits for a process that has been asked to end; one that has not within a limit is killed, with the processes that it started.</summary>
    /// <param name="process">A process of ours that was started.</param>
    /// <param name="limit">How long it has.</param>
    /// <param name="time">The clock that the limit goes by.</param>
    public static async Task WaitOrKillAsync(Process process, TimeSpan limit, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(process);
        using var patience = new CancellationTokenSource(limit, time);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
