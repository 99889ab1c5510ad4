using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Lts.Cli.Client;
using Lts.Hosting;
using Lts.Hosting.Terminals;
using Lts.Reports;
using Lts.Reports.Data;
using Lts.Serving.Client;
using Spectre.Console;

namespace Lts.Cli.Commands;

/// <summary>What a verb works with while it runs: its arguments, where its words go, and the coordinator.</summary>
internal sealed class CommandContext
{
    private readonly TextWriter _output;

    /// <summary>Creates it for one run of a verb.</summary>
    /// <param name="parse">The command line, with every option found and checked.</param>
    public CommandContext(ParseResult parse)
    {
        Arguments = parse;
        _output = parse.InvocationConfiguration.Output;
        Json = parse.GetValue(CommonOptions.Json);
        Results = Terminal.Create(_output);
        Progress = Terminal.Create(parse.InvocationConfiguration.Error);
    }

    /// <summary>The command line.</summary>
    public ParseResult Arguments { get; }

    /// <summary>Whether standard output carries JSON.</summary>
    public bool Json { get; }

    /// <summary>Tables and texts that were asked for: standard output.</summary>
    public IAnsiConsole Results { get; }

    /// <summary>How it is going: standard error.</summary>
    public IAnsiConsole Progress { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; } = TimeProvider.System;

    /// <summary>The coordinator's address as the user gave it.</summary>
    public string Address => Arguments.GetRequiredValue(CommonOptions.Coordinator);

    /// <summary>An option's value.</summary>
    public T? Get<T>(Option<T> option) => Arguments.GetValue(option);

    /// <summary>An argument's value.</summary>
    public T Get<T>(Argument<T> argument) => Arguments.GetRequiredValue(argument);

    /// <summary>Whether an option was written on the command line.</summary>
    public bool IsGiven(Option option) => Arguments.GetResult(option) is { Implicit: false };

    /// <summary>A connection to the coordinator, to dispose of.</summary>
    /// <exception cref="UserErrorException">The address, or a file of its TLS, cannot be used.</exception>
    public CoordinatorConnection Connect()
    {
        var address = CoordinatorAddress.Parse(Address);
        var tls = new ClientTls(Get(CommonOptions.Authority), Get(CommonOptions.ClientCertificate), Get(CommonOptions.ClientKey));
        var errors = new FieldErrors();
        errors.AddRange(tls.Errors(address));
        errors.ThrowIfAny();
        return new CoordinatorConnection(address, tls, Time);
    }

    /// <summary>Writes one JSON value as one line.</summary>
    public void WriteJson<T>(T value, JsonTypeInfo<T> type) => WriteLine(JsonSerializer.Serialize(value, type));

    /// <summary>Writes a line as it is.</summary>
    public void WriteLine(string text)
    {
        _output.WriteLine(text);
        _output.Flush();
    }

    /// <summary>Writes a piece of a line as it is.</summary>
    public void Write(string text)
    {
        _output.Write(text);
        _output.Flush();
    }

    /// <summary>Writes a text of any length to standard output.</summary>
    public void Write(Action<TextWriter> write)
    {
        write(_output);
        _output.Flush();
    }

    /// <summary>Writes a report to standard output.</summary>
    public void WriteReport(IReportRenderer renderer, ReportData data)
    {
        renderer.Write(data, _output);
        _output.Flush();
    }

    /// <summary>Says something about how it is going.</summary>
    public void Note(string text) => Progress.WriteLine(text);
}
