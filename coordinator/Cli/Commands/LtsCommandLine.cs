using System.CommandLine;
using System.CommandLine.Help;
using Lts.Cli.Commands.Arch;
using Lts.Cli.Commands.Database;
using Lts.Cli.Commands.Devices;
using Lts.Cli.Commands.Quickstart;
using Lts.Cli.Commands.Studies;
using Lts.Cli.Commands.Trainings;
using Lts.Hosting;
using Lts.Hosting.CommandLine;
using Lts.Serving.Client;

namespace Lts.Cli.Commands;

/// <summary>The program <c>lts</c>: every verb, and what happens around each.</summary>
internal static class LtsCommandLine
{
    /// <summary>Time for children to end after Ctrl-C.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Every verb.</summary>
    internal static RootCommand Root { get; } = CreateRoot();

    /// <summary>Runs a command line on the process's own console.</summary>
    /// <param name="args">Without the program's name.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static Task<int> RunAsync(string[] args) => RunAsync(args, Console.Out, Console.Error, CancellationToken.None);

    /// <summary>Runs a command line.</summary>
    /// <param name="args">Without the program's name.</param>
    /// <param name="output">Receives results.</param>
    /// <param name="error">Receives progress and errors.</param>
    /// <param name="cancellationToken">Acts like Ctrl-C.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken) =>
        new ProgramRunner(Root, "lts", Patience, Describe).RunAsync(args, output, error, cancellationToken);

    private static UserErrorException Describe(Exception exception, ParseResult parse) =>
        CommandErrors.Describe(exception, parse.GetValue(CommonOptions.Coordinator) ?? CoordinatorAddress.Default);

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
            DatabaseCommand.Create(),
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
