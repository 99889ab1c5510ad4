using System.CommandLine;
using Lts.Cli.Client.Json;
using Lts.Contracts.Json;
using Lts.Coordinator.Serving;
using Lts.Hosting;
using Lts.Serving.Client;
using Lts.Serving.Server;

namespace Lts.Cli.Commands;

/// <summary><c>lts serve</c>: runs the coordinator until Ctrl-C.</summary>
internal static class ServeCommand
{
    /// <summary>Leases must outlive at least this many heartbeats, or one lost packet costs a measurement.</summary>
    private const int HeartbeatsPerLease = 2;

    private const int MostDays = 36_500;

    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(1);

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var options = new ListenOptions(ServeOptions.DefaultPort, "coordinator", "Directory of the database.", "agents and clients");
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
        var acceptLoss = new Option<bool>("--accept-loss")
        {
            Description = "Go on with a database that lacks results which were acknowledged, as a restored backup does.",
        };
        var keepStudies = new Option<int?>("--keep-studies")
        {
            Description = "Keep so many studies that have ended, those that ended last, and delete the others; all by default.",
            HelpName = "count",
        };
        var keepDays = new Option<double?>("--keep-days")
        {
            Description = "Delete studies so many days after their end; never by default.",
            HelpName = "days",
        };
        var recheckShare = new Option<double>("--recheck-share")
        {
            Description = "Share of results that is measured again, by another device where there is one; of a new device more. 0 for none.",
            HelpName = "share",
            DefaultValueFactory = _ => ServeOptions.DefaultRecheckShare,
        };
        var trainer = new Option<string?>("--trainer")
        {
            Description = "Address of the trainer (lts-trainer serve) to use when lts train names none.",
            HelpName = "url",
        };
        var trainerAuthority = new Option<string?>("--trainer-ca")
        {
            Description = "Authorities in PEM; a trainer with https must have a certificate of one of them.",
            HelpName = "file",
        };
        var trainerCertificate = new Option<string?>("--trainer-certificate")
        {
            Description = "The coordinator's own certificate in PEM, for trainers. Needs --trainer-key.",
            HelpName = "file",
        };
        var trainerKey = new Option<string?>("--trainer-key") { Description = "Its private key in PEM.", HelpName = "file" };
        var command = new Verb("serve", "Run the coordinator: it gives candidates to devices and keeps their results.")
        {
            options.Listen, options.Data, leaseTimeout, heartbeat, recheckShare, keepStudies, keepDays, acceptLoss, options.Certificate, options.Key, options.ClientAuthority, trainer,
            trainerAuthority, trainerCertificate, trainerKey, options.ReadyFile, options.LogFile, options.Verbose, options.EndWithParent,
        };
        command.Examples = ["lts serve", "lts serve --listen *:5210 --certificate server.pem --key server.key", "lts serve --trainer http://127.0.0.1:5230"];
        command.Runs(async (context, cancellationToken) =>
        {
            var (lease, beat) = ReadTimes(context.Get(leaseTimeout)!, context.Get(heartbeat)!);
            var serve = new ServeOptions
            {
                Listen = options.Address(context.Arguments),
                DataDirectory = options.DataPath(context.Arguments),
                LeaseTimeout = lease,
                HeartbeatInterval = beat,
                AcceptLoss = context.Get(acceptLoss),
                KeepStudies = ReadCount(context.Get(keepStudies)),
                KeepFor = ReadDays(context.Get(keepDays)),
                RecheckShare = context.Get(recheckShare) is >= 0 and <= 1 and var share
                    ? share
                    : throw new UserErrorException("--recheck-share must be from 0 to 1, for example 0.05.", ExitCode.Usage),
                Trainer = context.Get(trainer),
                TrainerTls = ReadTrainerTls(context.Get(trainerAuthority), context.Get(trainerCertificate), context.Get(trainerKey)),
                Tls = options.Tls(context.Arguments),
            };
            using var stop = options.Stop(context.Arguments, cancellationToken);
            await using var host = await CoordinatorHost.StartAsync(serve, context.Time, options.Logging(context.Arguments), stop.Token);
            await options.AnnounceAsync(context.Arguments, host.Server, address => Say(context, address), stop.Token);
            return ExitCode.Success;
        });
        return command;
    }

    private static void Say(CommandContext context, string address)
    {
        if (context.Json)
        {
            context.WriteJson(new ServeJson(address), LtsJsonContext.Default.ServeJson);
        }
        else
        {
            context.WriteLine($"listening on {address}");
        }
    }

    private static int? ReadCount(int? studies) => studies is null or >= 0
        ? studies
        : throw new UserErrorException($"--keep-studies must be at least 0, not {studies}.", ExitCode.Usage);

    private static TimeSpan? ReadDays(double? days) => days switch
    {
        null => null,
        > 0 and <= MostDays => TimeSpan.FromDays(days.Value),
        _ => throw new UserErrorException($"--keep-days must be greater than 0 and at most {MostDays}, not {days}.", ExitCode.Usage),
    };

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

    private static (TimeSpan Lease, TimeSpan Heartbeat) ReadTimes(string leaseTimeout, string heartbeat)
    {
        var lease = Quantity.Duration("--lease-timeout", leaseTimeout, LongestTime);
        var beat = Quantity.Duration("--heartbeat", heartbeat, LongestTime);
        return lease >= HeartbeatsPerLease * beat
            ? (lease, beat)
            : throw new UserErrorException(
                $"--lease-timeout {leaseTimeout} must be at least {HeartbeatsPerLease} times --heartbeat {heartbeat}.", ExitCode.Usage);
    }
}
