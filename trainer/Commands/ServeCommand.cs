using System.CommandLine;
using System.Text.Json;
using Lts.Hosting;
using Lts.Hosting.Serving;
using Lts.Trainer.Service.Serving;
using Microsoft.Extensions.Logging;

namespace Lts.Trainer.Commands;

/// <summary><c>lts-trainer serve</c>: trains what coordinators send, until Ctrl-C.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var listen = new Option<string>("--listen")
        {
            Description = "Address and port; *:PORT for every network of this machine, port 0 for any free one.",
            HelpName = "address:port",
            DefaultValueFactory = _ => ListenAddress.OnThisMachine(ServeOptions.DefaultPort).EndPoint.ToString(),
        };
        var data = new Option<string>("--data")
        {
            Description = "Directory of jobs and their runs.",
            HelpName = "dir",
            DefaultValueFactory = _ => DataDirectory.Default("trainer"),
        };
        var corpora = new Option<string[]>("--corpus")
        {
            Description = "A text that jobs may name: a file or a folder of them. May be given several times.",
            HelpName = "name=path",
            DefaultValueFactory = _ => [],
        };
        var certificate = FileOption("--certificate", "Certificate in PEM: serves TLS. Needs --key.");
        var key = FileOption("--key", "The certificate's private key in PEM.");
        var clientAuthority = FileOption("--client-ca", "Authority in PEM: clients must have a certificate of it.");
        var readyFile = FileOption("--ready-file", "Write the address there once it listens.");
        var logFile = FileOption("--log-file", "Log there too, rolled daily, 7 files kept.");
        var verbose = new Option<bool>("--verbose") { Description = "Log details." };
        var json = new Option<bool>("--json") { Description = "Print the address as JSON." };
        var endWithParent = new Option<bool>(ParentProcess.Option)
        {
            Description = "End when standard input closes: with the program that started this one.",
        };
        var command = new ExampleCommand(
            "serve", "Train what coordinators send: a queue on disk, one job at a time on each device.",
            "lts-trainer serve", "lts-trainer serve --corpus books=/data/books --corpus code=/data/code.jsonl.gz",
            "lts-trainer serve --listen *:5230 --certificate server.pem --key server.key --client-ca ca.pem")
        {
            listen, data, corpora, certificate, key, clientAuthority, readyFile, logFile, verbose, json, endWithParent,
        };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var options = new ServeOptions
            {
                Listen = ListenAddress.Parse(arguments.GetValue(listen)!),
                DataDirectory = Path.GetFullPath(arguments.GetValue(data)!),
                Corpora = CorpusNames.Parse(arguments.GetValue(corpora)!),
                Tls = TlsOptions.Load(arguments.GetValue(certificate), arguments.GetValue(key), arguments.GetValue(clientAuthority)),
            };
            void Log(ILoggingBuilder logging) => logging.AddLtsLogging(arguments.GetValue(verbose), arguments.GetValue(logFile));
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(
                cancellationToken, arguments.GetValue(endWithParent) ? ParentProcess.WatchEnd() : CancellationToken.None);
            await ServeAsync(options, arguments.GetValue(readyFile), arguments.GetValue(json), Log, stop.Token);
            return ExitCode.Success;
        });
        return command;
    }

    private static Option<string?> FileOption(string name, string description) => new(name) { Description = description, HelpName = "file" };

    private static async Task ServeAsync(
        ServeOptions options, string? readyFile, bool json, Action<ILoggingBuilder> logging, CancellationToken cancellationToken)
    {
        await using var host = await TrainerHost.StartAsync(options, TimeProvider.System, logging, cancellationToken);
        if (readyFile is not null)
        {
            ReadyFile.Write(readyFile, host.LocalAddress);
        }

        var address = host.BoundAddress.GetLeftPart(UriPartial.Authority);
        await Console.Out.WriteLineAsync(
            json ? JsonSerializer.Serialize(new ServeJson(address), TrainerJsonContext.Default.ServeJson) : $"listening on {address}");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default); // until Ctrl-C, which is no error here
    }
}
