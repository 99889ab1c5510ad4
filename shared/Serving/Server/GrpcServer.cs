using System.Net;
using Lts.Domain;
using Lts.Hosting;
using Lts.Serving.Errors;
using Lts.Serving.Quotas;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lts.Serving.Server;

/// <summary>A running gRPC server: Kestrel with TLS, limits and named errors; the program adds its rooms and its services.</summary>
public sealed class GrpcServer : IAsyncDisposable
{
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(20);

    /// <summary>A connection without a call is closed after it; clients make a new one without a word.</summary>
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    private readonly WebApplication _app;
    private readonly ServerSettings _settings;

    private GrpcServer(WebApplication app, ServerSettings settings)
    {
        (_app, _settings) = (app, settings);
        BoundAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>Where it listens, with the real port.</summary>
    public Uri BoundAddress { get; }

    /// <summary>Where programs on this machine reach it.</summary>
    public Uri LocalAddress => IPAddress.TryParse(BoundAddress.Host.Trim('[', ']'), out var ip)
        && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))
        ? new UriBuilder(BoundAddress) { Host = "127.0.0.1" }.Uri
        : BoundAddress;

    /// <summary>What the program registered, to ask for by type.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Puts the rooms together, lets them load, and listens. After a failure nothing of it is left running.</summary>
    /// <param name="settings">Where to listen and what to accept.</param>
    /// <param name="configureLogging">Says where the log goes.</param>
    /// <param name="addRooms">Registers the program's rooms and services.</param>
    /// <param name="mapServices">Maps the gRPC services.</param>
    /// <param name="load">Runs before the first call can come; <see langword="null"/> for nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UserErrorException"><see cref="ExitCode.Conflict"/>: the port is in use.</exception>
    public static async Task<GrpcServer> StartAsync(
        ServerSettings settings, Action<ILoggingBuilder> configureLogging, Action<IServiceCollection> addRooms,
        Action<IEndpointRouteBuilder> mapServices, Func<IServiceProvider, Task>? load, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var app = Build(settings, configureLogging, addRooms);
        try
        {
            app.Use(UnreadableRequest.NameAsync);
            mapServices(app);
            if (load is not null)
            {
                await load(app.Services);
            }

            await app.StartAsync(cancellationToken);
            return new GrpcServer(app, settings);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            var endPoint = settings.Listen.EndPoint;
            throw new UserErrorException(
                $"Port {endPoint.Port} is in use on {endPoint.Address}. Is another {settings.Failures.Program} running? "
                + "Choose another with --listen, for example --listen 127.0.0.1:0 for any free one.", ExitCode.Conflict, e);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Logs a warning when other machines reach it without encryption.</summary>
    public void WarnIfExposed()
    {
        if (!_settings.Listen.IsLoopback && _settings.Tls is null)
        {
            _app.Services.GetRequiredService<ILogger<GrpcServer>>().NoTls(BoundAddress.ToString(), _settings.Peers);
        }
    }

    /// <summary>Ends connections and takes no new ones; the rooms are still there.</summary>
    public Task StopAsync() => _app.StopAsync();

    /// <summary>Stops, and disposes of the rooms.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static WebApplication Build(ServerSettings settings, Action<ILoggingBuilder> configureLogging, Action<IServiceCollection> addRooms)
    {
        var builder = WebApplication.CreateSlimBuilder();
        configureLogging(builder.Logging);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => ConfigureKestrel(kestrel, settings));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddSingleton(TimeProvider.System); // unless a room brings another
        builder.Services.AddSingleton(settings.Failures)
            .AddSingleton<ErrorInterceptor>().AddSingleton<QuotaInterceptor>().AddSingleton<ReaderDeadlineInterceptor>();
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = settings.LargestRequestBytes;
            grpc.MaxSendMessageSize = settings.LargestResponseBytes;
            grpc.Interceptors.Add<ErrorInterceptor>(); // around the others: what they throw has a name, too
            grpc.Interceptors.Add<QuotaInterceptor>();
            grpc.Interceptors.Add<ReaderDeadlineInterceptor>();
        });
        addRooms(builder.Services);
        return builder.Build();
    }

    private static void ConfigureKestrel(KestrelServerOptions kestrel, ServerSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.Http2.KeepAlivePingDelay = PingDelay; // finds clients whose network went away without a word
        kestrel.Limits.Http2.KeepAlivePingTimeout = PingTimeout;
        kestrel.Limits.KeepAliveTimeout = LongestIdle;
        kestrel.Limits.MaxConcurrentConnections = Limits.ConnectionCount;
        kestrel.Limits.Http2.MaxStreamsPerConnection = Limits.StreamsPerConnection;
        var quota = new ConnectionQuota();
        kestrel.Listen(settings.Listen.EndPoint, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.Use(quota.Guard);
            if (settings.Tls is { } tls)
            {
                listen.UseHttps(tls.Apply);
            }
        });
    }
}
