using System.CommandLine;
using Lts.Cli.Client.Json;
using Lts.Coordinator.Fleet;
using Lts.Coordinator.Serving;
using Lts.Hosting;
using Lts.Hosting.Serving;
using Microsoft.Extensions.Logging;

namespace Lts.Cli.Commands;

/// <summary><c>lts serve</c>: runs the coordinator until Ctrl-C.</summary>
internal static class ServeCommand
{
    /// <summary>Leases must outlive at least this many heartbeats, or one lost packet costs a measurement.</summary>
    private const int HeartbeatsPerLease = 2;

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
            Description = "Directory of the database.",
            HelpName = "dir",
            DefaultValueFactory = _ => DataDirectory.Default("coordinator"),
        };
        var leaseTimeout = new Option<string>("--lease-timeout")
        {
            Description = "A device that is silent for this long loses its leases to others.",
            HelpName = "duration",
            DefaultValueFactory = _ => "30s",
        };
        var heartbeat = new Option<string>("--heartbeat")
        {
            Description = "How often agents say that they are there.",
            HelpName = "duration",
            DefaultValueFactory = _ => "5s",
        };
        var certificate = new Option<string?>("--certificate")
        {
            Description = "Certificate in PEM: serves TLS. Needs --key.",
            HelpName = "file",
        };
        var key = new Option<string?>("--key") { Description = "The certificate's private key in PEM.", HelpName = "file" };
        var clientAuthority = new Option<string?>("--client-ca")
        {
            Description = "Authority in PEM: agents and clients must have a certificate of it.",
            HelpName = "file",
        };
        var trainer = new Option<string?>("--trainer")
        {
            Description = "Address of the trainer (lts-trainer serve) for whoever names none.",
            HelpName = "url",
        };
        var trainerAuthority = new Option<string?>("--trainer-ca")
        {
            Description = "Certificates in PEM that alone vouch for trainers with https.",
            HelpName = "file",
        };
        var trainerCertificate = new Option<string?>("--trainer-certificate")
        {
            Description = "The coordinator's own certificate in PEM, for trainers. Needs --trainer-key.",
            HelpName = "file",
        };
        var trainerKey = new Option<string?>("--trainer-key") { Description = "Its private key in PEM.", HelpName = "file" };
        var readyFile = new Option<string?>("--ready-file") { Description = "Write the address there once it listens.", HelpName = "file" };
        var logFile = new Option<string?>("--log-file") { Description = "Log there too, rolled daily, 7 files kept.", HelpName = "file" };
        var verbose = new Option<bool>("--verbose") { Description = "Log details." };
        var endWithParent = new Option<bool>(ParentProcess.Option)
        {
            Description = "End when standard input closes: with the program that started this one.",
        };
        var command = new Verb("serve", "Run the coordinator: it gives candidates to devices and keeps their results.")
        {
            listen, data, leaseTimeout, heartbeat, certificate, key, clientAuthority, trainer, trainerAuthority, trainerCertificate, trainerKey, readyFile, logFile, verbose, endWithParent,
        };
        command.Examples = ["lts serve", "lts serve --listen *:5210 --certificate server.pem --key server.key", "lts serve --trainer http://127.0.0.1:5230"];
        command.Runs(async (context, cancellationToken) =>
        {
            var options = new ServeOptions
            {
                Listen = ListenAddress.Parse(context.Get(listen)!),
                DataDirectory = Path.GetFullPath(context.Get(data)!),
                Fleet = ReadTimes(context.Get(leaseTimeout)!, context.Get(heartbeat)!),
                Trainer = context.Get(trainer),
                TrainerTls = ReadTrainerTls(context.Get(trainerAuthority), context.Get(trainerCertificate), context.Get(trainerKey)),
                Tls = TlsOptions.Load(context.Get(certificate), context.Get(key), context.Get(clientAuthority)),
            };
            void Log(ILoggingBuilder logging) => logging.AddLtsLogging(context.Get(verbose), context.Get(logFile));
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(
                cancellationToken, context.Get(endWithParent) ? ParentProcess.WatchEnd() : CancellationToken.None);

            await ServeAsync(options, context, context.Get(readyFile), Log, stop.Token);
            return ExitCode.Success;
        });
        return command;
    }

    private static ClientTls ReadTrainerTls(string? authority, string? certificate, string? key)
    {
        if (certificate is null != key is null)
        {
            throw new UserErrorException("--trainer-certificate and --trainer-key go together, each a PEM file.", ExitCode.Usage);
        }

        var tls = new ClientTls(authority, certificate, key);
        _ = tls.Load(); // a file that cannot be read is an error now, not when the first model is trained
        return tls;
    }

    private static FleetOptions ReadTimes(string leaseTimeout, string heartbeat)
    {
        var options = new FleetOptions
        {
            LeaseTimeout = Duration.Parse("--lease-timeout", leaseTimeout),
            HeartbeatInterval = Duration.Parse("--heartbeat", heartbeat),
        };
        return options.LeaseTimeout >= HeartbeatsPerLease * options.HeartbeatInterval
            ? options
            : throw new UserErrorException(
                $"--lease-timeout {leaseTimeout} must be at least {HeartbeatsPerLease} times --heartbeat {heartbeat}.", ExitCode.Usage);
    }

    private static async Task ServeAsync(
        ServeOptions options, CommandContext context, string? readyFile, Action<ILoggingBuilder> logging,
        CancellationToken cancellationToken)
    {
        await using var host = await CoordinatorHost.StartAsync(options, context.Time, logging, cancellationToken);
        if (readyFile is not null)
        {
            ReadyFile.Write(readyFile, host.LocalAddress);
        }

        var address = host.BoundAddress.GetLeftPart(UriPartial.Authority);
        if (context.Json)
        {
            context.WriteJson(new ServeJson(address), LtsJsonContext.Default.ServeJson);
        }
        else
        {
            context.WriteLine($"listening on {address}");
        }

        host.WarnAboutExposure(options);
        await Task.Delay(Timeout.InfiniteTimeSpan, context.Time, cancellationToken).ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default); // until Ctrl-C, which is no error here
    }
}
