using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Lts.Cli.Client;
using Lts.Cli.Commands.Arch;
using Lts.Cli.Commands.Devices;
using Lts.Cli.Commands.Quickstart;
using Lts.Cli.Commands.Studies;
using Lts.Cli.Commands.Trainings;

namespace Lts.Cli.Commands;

/// <summary>The program <c>lts</c>: every verb, and what happens around each.</summary>
internal static class LtsCommandLine
{
    /// <summary>Every verb.</summary>
    internal static RootCommand Root { get; } = CreateRoot();

    /// <summary>Runs a command line on the process's own console.</summary>
    public static Task<int> RunAsync(string[] args) => RunAsync(args, Console.Out, Console.Error, CancellationToken.None);

    /// <summary>Runs a command line.</summary>
    /// <param name="args">Without the program's name.</param>
    /// <param name="output">Receives results.</param>
    /// <param name="error">Receives progress and errors.</param>
    /// <param name="cancellationToken">Acts like Ctrl-C.</param>
    /// <returns>One of <see cref="Hosting.ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var parse = Root.Parse(args);
        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(15), // time for children to end after Ctrl-C
        };
        if (parse.Action is ParseErrorAction mistakes)
        {
            mistakes.ShowHelp = false;
            await parse.InvokeAsync(configuration, cancellationToken);
            await error.WriteLineAsync($"Try `{CommandErrors.NameOf(parse.CommandResult.Command)} --help`.");
            return Hosting.ExitCode.Usage;
        }

        try
        {
            return await parse.InvokeAsync(configuration, cancellationToken);
        }
        catch (Exception e)
        {
            var report = CommandErrors.Describe(e, parse.GetValue(CommonOptions.Coordinator) ?? CoordinatorAddress.Default);
            await error.WriteLineAsync(report.Message);
            return report.ExitCode;
        }
    }

    private static RootCommand CreateRoot()
    {
        var root = new RootCommand(
            "Lightweight Transformer Search: finds the best small language models for your devices by measuring them there.")
        {
            QuickstartCommand.Create(),
            ServeCommand.Create(),
            StudyCommand.Create(),
            FrontierCommand.Create(),
            DevicesCommand.Create(),
            ArchCommand.Create(),
            MeasureCommand.Create(),
            TrainCommand.Create(),
            GenerateCommand.Create(),
            CompletionCommand.Create(),
        };
        root.SetAction(new HelpAction().Invoke);
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction();
        ExampleSection.AddTo(root);
        return root;
    }
}
