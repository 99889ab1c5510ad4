using Lts.Cli.Commands;

namespace Lts.Tests.Cli.Commands;

/// <summary>A command line that was run, and what came out.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public static async Task<CommandRun> Of(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await LtsCommandLine.RunAsync(args, output, error, CancellationToken.None);
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }
}
