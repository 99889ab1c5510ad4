using System.Net;
using System.Text.Json;
using Lts.Coordinator.Fleet;
using Lts.Coordinator.Rpc;
using Lts.Coordinator.Storage;
using Lts.Coordinator.Studies;
using Lts.Coordinator.Trainings;
using Lts.Domain;
using Lts.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lts.Coordinator.Serving;

/// <summary>A running coordinator: the one place where its rooms are put together.</summary>
internal sealed class CoordinatorHost : IAsyncDisposable
{
    private const int LargestMessageBytes = 16 << 20;
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    private readonly WebApplication _app;

    private CoordinatorHost(WebApplication app)
    {
        _app = app;
        string bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        BoundAddress = new Uri(bound);
    }

    /// <summary>Where it listens, with the real port.</summary>
    public Uri BoundAddress { get; }

    /// <summary>Where programs on this machine reach it.</summary>
    public Uri LocalAddress => IPAddress.TryParse(BoundAddress.Host.Trim('[', ']'), out var ip)
        && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))
        ? new UriBuilder(BoundAddress) { Host = "127.0.0.1" }.Uri
        : BoundAddress;

    /// <summary>Opens the database, goes on with the studies that were running, and listens.</summary>
    /// <exception cref="UserErrorException">The database or the port cannot be used; the message says why.</exception>
    public static async Task<CoordinatorHost> StartAsync(
        ServeOptions options, TimeProvider time, Action<ILoggingBuilder> configureLogging, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        configureLogging(builder.Logging);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => ConfigureKestrel(kestrel, options));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = LargestMessageBytes;
            grpc.MaxSendMessageSize = LargestMessageBytes;
            grpc.Interceptors.Add<ErrorInterceptor>();
        });
        AddRooms(builder.Services, options, time);
        var app = builder.Build();
        app.MapGrpcService<AgentRpc>();
        app.MapGrpcService<DeviceRpc>();
        app.MapGrpcService<StudyRpc>();
        app.MapGrpcService<TrainingRpc>();
        try
        {
            await LoadAsync(app.Services);
            await app.StartAsync(cancellation);
            return new CoordinatorHost(app);
        }
        catch (Exception e)
        {
            await app.DisposeAsync();
            throw e is IOException { InnerException: AddressInUseException }
                ? new UserErrorException(
                    $"Port {options.Listen.EndPoint.Port} is in use on {options.Listen.EndPoint.Address}. Is another coordinator running? "
                    + "Choose another with --listen, for example --listen 127.0.0.1:0 for any free one.", ExitCode.Conflict, e)
                : e;
        }
    }

    /// <summary>Logs a warning when other machines reach the coordinator without encryption.</summary>
    public void WarnAboutExposure(ServeOptions options)
    {
        if (!options.Listen.IsLoopback && options.Tls is null)
        {
            _app.Services.GetRequiredService<ILogger<CoordinatorHost>>().NoTls(BoundAddress.ToString());
        }
    }

    /// <summary>Ends connections, lets what is being written reach the disk, and stops. Studies go on at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        _app.Services.GetRequiredService<DeviceRegistry>().Close();
        await _app.Services.GetRequiredService<StudyManager>().StopAsync();
        await _app.Services.GetRequiredService<TrainingManager>().StopAsync();
        await _app.StopAsync();
        await _app.DisposeAsync(); // The store, too: what is queued is written first.
    }

    private static void AddRooms(IServiceCollection services, ServeOptions options, TimeProvider time) => services
        .AddSingleton(time)
        .AddSingleton(options.Fleet)
        .AddSingleton<IStore>(s => SqliteStore.Open(options.DataDirectory, s.GetRequiredService<ILogger<SqliteStore>>()))
        .AddSingleton<FleetState>()
        .AddSingleton<Dispatcher>()
        .AddSingleton<DeviceRegistry>()
        .AddSingleton<CandidateReader>()
        .AddSingleton<StudyManager>()
        .AddSingleton(_ => new TrainerClients(options.Trainer, options.TrainerTls, time))
        .AddSingleton<ITrainers>(s => s.GetRequiredService<TrainerClients>())
        .AddSingleton<TrainingPlanner>()
        .AddSingleton<TrainingManager>()
        .AddSingleton<TrainingRpc>()
        .AddSingleton<GraphCatalog>()
        .AddSingleton<AgentRpc>()
        .AddSingleton<DeviceRpc>()
        .AddSingleton<StudyRpc>()
        .AddSingleton<ErrorInterceptor>()
        .AddHostedService<FleetMonitor>();

    private static async Task LoadAsync(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<DeviceRegistry>().Load();
            await services.GetRequiredService<StudyManager>().LoadAsync();
            services.GetRequiredService<TrainingManager>().Load();
        }
        catch (Exception e) when (e is JsonException or ValidationException or StorageException)
        {
            throw new UserErrorException($"The database holds something that this version cannot read: {e.Message}", ExitCode.Storage, e);
        }
    }

    private static void ConfigureKestrel(KestrelServerOptions kestrel, ServeOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.Http2.KeepAlivePingDelay = PingDelay; // finds agents whose network went away without a word
        kestrel.Listen(options.Listen.EndPoint, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (options.Tls is { } tls)
            {
                listen.UseHttps(tls.Apply);
            }
        });
    }
}
