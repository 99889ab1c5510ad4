using System.CommandLine;
using Lts.Hosting;
using Lts.Hosting.CommandLine;

namespace Lts.Agent.Commands;

/// <summary>The program <c>lts-agent</c>: every verb, and what happens around each.</summary>
internal static class AgentCommandLine
{
    /// <summary>Time for the farewell to the coordinator after Ctrl-C.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Runs a command line on the process's own console.</summary>
    /// <param name="args">Without the program's name.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Measures neural networks on this device, for a coordinator or on its own.")
        {
            MeasureCommand.Create(),
            ProbeCommand.Create(),
            CalibrateCommand.Create(),
            RunCommand.Create(),
        };
        return new ProgramRunner(root, "lts-agent", Patience, Describe).RunAsync(args);
    }

    private static UserErrorException? Describe(Exception exception, ParseResult arguments) =>
        exception is OperationCanceledException ? new UserErrorException("", ExitCode.Cancelled, exception) : null;
}
