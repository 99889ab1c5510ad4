using System.CommandLine;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Lts.Agent.Connection;
using Lts.Agent.Inference;
using Lts.Agent.Measurement;
using Lts.Domain.Devices;
using Lts.Hosting;
using Lts.Serving.Client;
using Microsoft.Extensions.Logging;

namespace Lts.Agent.Commands;

/// <summary><c>lts-agent run</c>: connects to a coordinator and measures what it hands out, until stopped.</summary>
internal static class RunCommand
{
    private static readonly Option<string?> Coordinator = new("--coordinator", "-c")
    {
        Description = $"Address of the coordinator, for example http://192.168.1.10:5210 [{CoordinatorAddress.EnvironmentVariable}]",
        DefaultValueFactory = _ => CoordinatorAddress.Standard,
    };

    private static readonly Option<string> Name = new("--name", "-n")
    {
        Description = "Name of this device; by default the host's name [LTS_AGENT_NAME]",
        DefaultValueFactory = _ => Variable("LTS_AGENT_NAME") ?? RunOptionsValidator.NameFrom(Environment.MachineName),
    };

    private static readonly Option<string[]> Tags = new("--tag", "-t")
    {
        Description = "A word that selects this device; may be repeated [LTS_AGENT_TAGS, separated by commas]",
        DefaultValueFactory = _ => Variable("LTS_AGENT_TAGS")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
    };

    private static readonly Option<int> Threads = new("--threads")
    {
        Description = "Intra-op threads of ONNX Runtime [LTS_AGENT_THREADS]",
        DefaultValueFactory = _ => Number("LTS_AGENT_THREADS", 1),
    };

    private static readonly Option<string> Provider = new("--provider")
    {
        Description = "Execution provider: cpu or cuda [LTS_AGENT_PROVIDER]",
        DefaultValueFactory = _ => Variable("LTS_AGENT_PROVIDER") ?? InferenceSettings.Cpu,
    };

    private static readonly Option<string?> CudaLibraries = new("--cuda-libraries")
    {
        Description = "Folder of a CUDA build of ONNX Runtime [LTS_AGENT_CUDA_LIBRARIES]",
        DefaultValueFactory = _ => Variable("LTS_AGENT_CUDA_LIBRARIES"),
    };

    private static readonly Option<string> Data = new("--data")
    {
        Description = "Data directory: device key, results not yet acknowledged, caches. One agent at a time [LTS_AGENT_DATA]",
        DefaultValueFactory = _ => Variable("LTS_AGENT_DATA") ?? DataDirectory.Default("agent"),
    };

    private static readonly Option<string?> Class = new("--class", "--device-class")
    {
        Description = "Device class to use instead of the one derived from the hardware; devices of one class share a queue [LTS_AGENT_CLASS]",
        DefaultValueFactory = _ => Variable("LTS_AGENT_CLASS"),
    };

    private static readonly Option<int> Capacity = new("--capacity")
    {
        Description = "Leases held at a time; 2 prefetches one [LTS_AGENT_CAPACITY]",
        DefaultValueFactory = _ => Number("LTS_AGENT_CAPACITY", 2),
    };

    private static readonly Option<string?> Ca = new(ClientTls.AuthorityOption)
    {
        Description = "Authorities in PEM; a coordinator with https must have a certificate of one of them [LTS_AGENT_CA]",
        DefaultValueFactory = _ => Variable("LTS_AGENT_CA"),
    };

    private static readonly Option<string?> ClientCertificate = new(ClientTls.CertificateOption)
    {
        Description = "Certificate in PEM to show to a coordinator that asks for one [LTS_AGENT_CLIENT_CERTIFICATE]",
        DefaultValueFactory = _ => Variable("LTS_AGENT_CLIENT_CERTIFICATE"),
    };

    private static readonly Option<string?> ClientKey = new(ClientTls.KeyOption)
    {
        Description = "The certificate's private key in PEM [LTS_AGENT_CLIENT_KEY]",
        DefaultValueFactory = _ => Variable("LTS_AGENT_CLIENT_KEY"),
    };

    private static readonly Option<bool> EndWithParent = new(ParentProcess.Option)
    {
        Description = "End when standard input closes, as it does when the program that started this one ends",
    };

    private static readonly Option<bool> Verbose = new("--verbose", "-v") { Description = "Log debug lines too" };

    private static readonly Option<string?> LogFile = new("--log-file") { Description = "Also log to this file, rolled daily" };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("run", "Connect to a coordinator and measure what it hands out, until stopped")
        {
            Coordinator, Name, Tags, Threads, Provider, CudaLibraries, Data, Class, Capacity, Ca, ClientCertificate, ClientKey, Verbose, LogFile,
            EndWithParent,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(Read(parsed), TimeProvider.System, cancellationToken));
        return command;
    }

    /// <summary>Runs an agent with the real measurer.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="time">For waits, time limits and the times of results.</param>
    /// <param name="cancellationToken">Requests the end, as the first Ctrl-C does.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="UserErrorException">Bad options, or a data directory in use.</exception>
    public static async Task<int> RunAsync(RunOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        errors.AddRange(RunOptionsValidator.Errors(options));
        errors.ThrowIfAny();
        var coordinator = new Uri(options.Coordinator!);
        using var channel = CoordinatorChannel.Create(coordinator, options.Tls);
        using var held = DataDirectoryLock.Take(options.DataDirectory, "agent");
        using var logging = LoggerFactory.Create(b => b.AddLtsLogging(options.Verbose, options.LogFile));
        var log = logging.CreateLogger("Lts.Agent");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, options.EndWithParent ? ParentProcess.WatchEnd() : CancellationToken.None);

        using var signals = new StopSignals(() => ConnectionLog.Stopping(log), stop.Token);
        if (CoordinatorChannel.IsExposed(coordinator))
        {
            ConnectionLog.PlainHttp(log, coordinator);
        }

        try
        {
            var inference = new InferenceSettings
            {
                Provider = options.Provider,
                Threads = options.Threads,
                CudaLibraries = options.CudaLibraries,
            };
            var facts = await DeviceSurvey.MakeAsync(inference, options.DataDirectory, time, signals.Token);
            using var measurer = new CandidateMeasurer(
                new MeasurerOptions { DataFolder = options.DataDirectory, Inference = inference }, facts, time);
            await measurer.PrepareAsync(signals.Token);
            var settings = new MeasuringSettings(inference.Provider, inference.Threads);
            var registration = new DeviceRegistration
            {
                Name = options.Name,
                Key = DeviceKey.ReadOrCreate(options.DataDirectory, log),
                DeviceClass = options.DeviceClass,
                Profile = new DeviceProfile(options.Tags, facts, settings, ProductVersion.Current),
                LeaseCapacity = options.Capacity,
            };
            var session = new AgentSession(
                channel, coordinator, registration, measurer.MeasureAsync, options.DataDirectory, new SessionTimes(), time,
                RandomNumberGenerator.GetInt32(int.MaxValue), log);
            await session.RunAsync(signals.Token);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            // Stopped before the session began.
        }

        return signals.Received == PosixSignal.SIGTERM ? ExitCode.Success : ExitCode.Cancelled;
    }

    private static RunOptions Read(ParseResult parsed) => new()
    {
        Coordinator = parsed.GetValue(Coordinator),
        Name = parsed.GetValue(Name)!,
        Tags = [.. parsed.GetValue(Tags)!],
        Threads = parsed.GetValue(Threads),
        Provider = parsed.GetValue(Provider)!,
        CudaLibraries = parsed.GetValue(CudaLibraries),
        DataDirectory = Path.GetFullPath(parsed.GetValue(Data)!),
        DeviceClass = parsed.GetValue(Class),
        Capacity = parsed.GetValue(Capacity),
        Tls = new ClientTls(parsed.GetValue(Ca), parsed.GetValue(ClientCertificate), parsed.GetValue(ClientKey)),
        EndWithParent = parsed.GetValue(EndWithParent),
        Verbose = parsed.GetValue(Verbose),
        LogFile = parsed.GetValue(LogFile),
    };

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static int Number(string name, int fallback)
    {
        if (Variable(name) is not { } text)
        {
            return fallback;
        }

        return int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new UserErrorException($"{name}: '{text}' is not a whole number.", ExitCode.Usage);
    }
}
