using System.CommandLine;
using System.Text.Json;
using Lts.Contracts.Json;
using Lts.Hosting;
using Lts.Hosting.CommandLine;
using Lts.Serving.Server;
using Lts.Trainer.Service.Serving;

namespace Lts.Trainer.Commands;

/// <summary><c>lts-trainer serve</c>: trains what coordinators send, until Ctrl-C.</summary>
internal static class ServeCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var options = new ListenOptions(ServeOptions.DefaultPort, "trainer", "Directory of jobs and their runs.", "clients");
        var corpora = new Option<string[]>("--corpus")
        {
            Description = "A text that jobs may name: a file or a folder of them. May be given several times.",
            HelpName = "name=path",
            DefaultValueFactory = _ => [],
        };
        var json = new Option<bool>("--json") { Description = "Print the address as JSON." };
        var command = new ExampleCommand(
            "serve", "Train what coordinators send: a queue on disk, one job at a time on each device.",
            "lts-trainer serve", "lts-trainer serve --corpus books=/data/books --corpus code=/data/code.jsonl.gz",
            "lts-trainer serve --listen *:5230 --certificate server.pem --key server.key --client-ca ca.pem")
        {
            options.Listen, options.Data, corpora, options.Certificate, options.Key, options.ClientAuthority, options.ReadyFile, options.LogFile,
            options.Verbose, json, options.EndWithParent,
        };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var serve = new ServeOptions
            {
                Listen = options.Address(arguments),
                DataDirectory = options.DataPath(arguments),
                Corpora = CorpusNames.Parse(arguments.GetValue(corpora)!),
                Tls = options.Tls(arguments),
            };
            using var stop = options.Stop(arguments, cancellationToken);
            await using var host = await TrainerHost.StartAsync(serve, TimeProvider.System, options.Logging(arguments), stop.Token);
            await options.AnnounceAsync(arguments, host.Server, address => Say(address, arguments.GetValue(json)), stop.Token);
            return ExitCode.Success;
        });
        return command;
    }

    private static void Say(string address, bool json) => Console.WriteLine(
        json ? JsonSerializer.Serialize(new ServeJson(address), TrainerJsonContext.Default.ServeJson) : $"listening on {address}");
}
