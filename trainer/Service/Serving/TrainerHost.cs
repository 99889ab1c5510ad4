using System.Net;
using Lts.Hosting;
using Lts.Trainer.Libtorch;
using Lts.Trainer.Service.Artifacts;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Service.Rpc;
using Lts.Trainer.Service.Running;
using Lts.Trainer.Service.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lts.Trainer.Service.Serving;

/// <summary>A running trainer service: the one place where its rooms are put together.</summary>
internal sealed class TrainerHost : IAsyncDisposable
{
    private const string Program = "trainer";
    private const int LargestRequestBytes = 4 << 20;
    private const int LargestResponseBytes = 16 << 20;
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    private readonly WebApplication _app;
    private readonly DataDirectoryLock _lock;

    private TrainerHost(WebApplication app, DataDirectoryLock held)
    {
        (_app, _lock) = (app, held);
        BoundAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>Where it listens, with the real port.</summary>
    public Uri BoundAddress { get; }

    /// <summary>Where programs on this machine reach it.</summary>
    public Uri LocalAddress => IPAddress.TryParse(BoundAddress.Host.Trim('[', ']'), out var ip)
        && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))
        ? new UriBuilder(BoundAddress) { Host = "127.0.0.1" }.Uri
        : BoundAddress;

    /// <summary>Opens the queue, listens, and goes on with the jobs that an earlier service had begun.</summary>
    /// <exception cref="UserErrorException">The data directory or the port cannot be used; the message says why.</exception>
    public static async Task<TrainerHost> StartAsync(
        ServeOptions options, TimeProvider time, Action<ILoggingBuilder> configureLogging, CancellationToken cancellationToken)
    {
        var held = DataDirectoryLock.Take(options.DataDirectory, Program);
        WebApplication? app = null;
        try
        {
            var store = JobStore.Open(options.DataDirectory);
            app = Build(options, time, store, configureLogging);
            await app.StartAsync(cancellationToken);
            var host = new TrainerHost(app, held);
            host.LogStart(options, store);
            app.Services.GetRequiredService<JobQueue>().Start();
            return host;
        }
        catch (Exception e)
        {
            if (app is not null)
            {
                await app.DisposeAsync();
            }

            held.Dispose();
            throw e is IOException { InnerException: AddressInUseException }
                ? new UserErrorException(
                    $"Port {options.Listen.EndPoint.Port} is in use on {options.Listen.EndPoint.Address}. Is another trainer running? "
                    + "Choose another with --listen, for example --listen 127.0.0.1:0 for any free one.", ExitCode.Conflict, e)
                : e;
        }
    }

    /// <summary>Ends connections, and stops what trains with a checkpoint. Jobs go on at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        var stopped = _app.Services.GetRequiredService<JobQueue>().StopAsync();
        await _app.StopAsync();
        await stopped;
        await _app.DisposeAsync();
        _lock.Dispose();
    }

    private static WebApplication Build(ServeOptions options, TimeProvider time, JobStore store, Action<ILoggingBuilder> configureLogging)
    {
        var builder = WebApplication.CreateSlimBuilder();
        configureLogging(builder.Logging);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => ConfigureKestrel(kestrel, options));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = LargestRequestBytes;
            grpc.MaxSendMessageSize = LargestResponseBytes;
            grpc.Interceptors.Add<ErrorInterceptor>();
        });
        builder.Services
            .AddSingleton(time)
            .AddSingleton(store)
            .AddSingleton(new JobConfiguration(options.Corpora))
            .AddSingleton<JobRunner>()
            .AddSingleton<JobQueue>()
            .AddSingleton<ArtifactHashes>()
            .AddSingleton<TextWriterQueue>()
            .AddSingleton<TrainerRpc>()
            .AddSingleton<ErrorInterceptor>();
        var app = builder.Build();
        app.MapGrpcService<TrainerRpc>();
        return app;
    }

    private static void ConfigureKestrel(KestrelServerOptions kestrel, ServeOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.Http2.KeepAlivePingDelay = PingDelay; // finds clients whose network went away without a word
        kestrel.Listen(options.Listen.EndPoint, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (options.Tls is { } tls)
            {
                listen.UseHttps(tls.Apply);
            }
        });
    }

    private void LogStart(ServeOptions options, JobStore store)
    {
        var logger = _app.Services.GetRequiredService<ILogger<TrainerHost>>();
        var jobs = store.All;
        var waiting = jobs.Count(job => job.State is JobState.Queued or JobState.Running);
        logger.Opened(options.DataDirectory, waiting, jobs.Length - waiting);
        if (!TorchRuntime.IsInstalled)
        {
            logger.NoLibtorch();
        }

        if (!options.Listen.IsLoopback && options.Tls is null)
        {
            logger.NoTls(BoundAddress.ToString());
        }
    }
}
