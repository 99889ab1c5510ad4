using System.CommandLine;
using System.CommandLine.Invocation;

namespace Lts.Hosting.CommandLine;

/// <summary>What happens around every verb of every program: mistakes, errors, exit codes.</summary>
/// <param name="root">The program with its verbs.</param>
/// <param name="name">The program as it is typed, for example <c>lts-agent</c>.</param>
/// <param name="patience">How long a verb may take to end in order after Ctrl-C.</param>
/// <param name="describe">
/// The message and exit code of an exception that a verb threw; <see langword="null"/> for one that is a defect, which passes through.
/// <see cref="UserErrorException"/> needs no entry. An empty message is not shown.
/// </param>
public sealed class ProgramRunner(RootCommand root, string name, TimeSpan patience, Func<Exception, ParseResult, UserErrorException?> describe)
{
    /// <summary>Runs a command line on the process's own console.</summary>
    /// <param name="args">The arguments without the program's name.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public Task<int> RunAsync(string[] args) => RunAsync(args, Console.Out, Console.Error, CancellationToken.None);

    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments without the program's name.</param>
    /// <param name="output">Receives results.</param>
    /// <param name="error">Receives progress and errors.</param>
    /// <param name="cancellationToken">Acts like Ctrl-C.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(error);
        var parse = root.Parse(args);
        var configuration = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false, // it would print stack traces
            ProcessTerminationTimeout = patience,
        };
        if (parse.Action is ParseErrorAction mistakes)
        {
            mistakes.ShowHelp = false;
            await using var plain = new PlainWords(error);
            configuration.Error = plain;
            await parse.InvokeAsync(configuration, cancellationToken);
            await error.WriteLineAsync($"Try `{NameOf(parse.CommandResult.Command)} --help`.");
            return ExitCode.Usage;
        }

        try
        {
            return await parse.InvokeAsync(configuration, cancellationToken);
        }
        catch (Exception e) when ((e as UserErrorException ?? describe(e, parse)) is { } known)
        {
            if (known.Message.Length > 0)
            {
                await error.WriteLineAsync(known.Message);
            }

            return known.ExitCode;
        }
    }

    /// <summary>A command as it is typed, for example <c>lts study create</c>.</summary>
    private string NameOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{NameOf(parent)} {command.Name}" : name;
}
