using System.Collections.Concurrent;
using System.Diagnostics;

namespace Lts.Agent.Measurement.Processes;

/// <summary>
/// Starts processes from one thread that lives as long as the agent. Linux sends a parent's death signal when the *thread* that started
/// the child ends, and threads of the pool end whenever they have been idle: a measurement would be killed for no reason.
/// </summary>
internal static class ChildLauncher
{
    private static readonly BlockingCollection<Action> Starts = [];

    static ChildLauncher()
    {
        var thread = new Thread(Work) { IsBackground = true, Name = "child launcher" };
        thread.Start();
    }

    /// <summary>Starts a process on the launcher's thread.</summary>
    public static Task<Process> StartAsync(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Starts.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException or IOException)
            {
                started.SetException(e);
            }
        });
        return started.Task;
    }

    private static void Work()
    {
        foreach (var start in Starts.GetConsumingEnumerable())
        {
            start();
        }
    }
}
