using System.Text.Json;
using Lts.Coordinator.Fleet;
using Lts.Coordinator.Rpc;
using Lts.Coordinator.Storage;
using Lts.Coordinator.Storage.Sqlite;
using Lts.Coordinator.Studies;
using Lts.Coordinator.Trainings;
using Lts.Domain;
using Lts.Hosting;
using Lts.Serving.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lts.Coordinator.Serving;

/// <summary>A running coordinator: the one place where its rooms are put together.</summary>
public sealed class CoordinatorHost : IAsyncDisposable
{
    private const int LargestMessageBytes = 16 << 20;

    private CoordinatorHost(GrpcServer server) => Server = server;

    /// <summary>What listens for it.</summary>
    public GrpcServer Server { get; }

    /// <summary>Where it listens, with the real port.</summary>
    public Uri BoundAddress => Server.BoundAddress;

    /// <summary>Opens the database, goes on with the studies that were running, and listens.</summary>
    /// <param name="options">How to serve.</param>
    /// <param name="time">The clock of every room.</param>
    /// <param name="configureLogging">Says where the log goes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UserErrorException">The database or the port cannot be used; the message says why.</exception>
    public static async Task<CoordinatorHost> StartAsync(
        ServeOptions options, TimeProvider time, Action<ILoggingBuilder> configureLogging, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = new ServerSettings
        {
            Listen = options.Listen,
            Tls = options.Tls,
            Peers = "your devices",
            LargestRequestBytes = LargestMessageBytes,
            LargestResponseBytes = LargestMessageBytes,
            Failures = RpcErrors.Table,
        };
        return new CoordinatorHost(await GrpcServer.StartAsync(
            settings, configureLogging, services => AddRooms(services, options, time), MapServices,
            services => LoadAsync(services, cancellationToken), cancellationToken));
    }

    /// <summary>Ends connections, lets what is being written reach the disk, and stops. Studies go on at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        Server.Services.GetRequiredService<DeviceRegistry>().Close();
        await Server.Services.GetRequiredService<StudyManager>().StopAsync();
        await Server.Services.GetRequiredService<TrainingManager>().StopAsync();
        await Server.DisposeAsync(); // The store, too: what is queued is written first.
    }

    private static void MapServices(IEndpointRouteBuilder routes)
    {
        routes.MapGrpcService<AgentRpc>();
        routes.MapGrpcService<DeviceRpc>();
        routes.MapGrpcService<StudyRpc>();
        routes.MapGrpcService<TrainingRpc>();
    }

    private static void AddRooms(IServiceCollection services, ServeOptions options, TimeProvider time) => services
        .AddSingleton(time)
        .AddSingleton(options.Fleet)
        .AddSingleton<IStore>(s => SqliteStore.Open(
            options.DataDirectory, s.GetRequiredService<ILogger<SqliteStore>>(), time, options.AcceptLoss))
        .AddSingleton<FleetState>()
        .AddSingleton<DeviceNames>()
        .AddSingleton<Dispatcher>()
        .AddSingleton<DeviceRegistry>()
        .AddSingleton<StudyFrontiers>()
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
        .AddSingleton(options.Retention)
        .AddHostedService<FleetMonitor>()
        .AddHostedService<StudyCleaner>();

    private static async Task LoadAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        RequireTrainers(services);
        try
        {
            await services.GetRequiredService<DeviceRegistry>().LoadAsync(cancellationToken);
            await services.GetRequiredService<Dispatcher>().LoadStandingsAsync(cancellationToken);
            await services.GetRequiredService<StudyManager>().LoadAsync(cancellationToken);
            await services.GetRequiredService<TrainingManager>().LoadAsync(cancellationToken);
        }
        catch (StorageException e)
        {
            throw new UserErrorException(e.MessageAtStart, ExitCode.Storage, e);
        }
        catch (Exception e) when (e is JsonException or ValidationException or FormatException or ArgumentException)
        {
            throw new UserErrorException($"The database holds something that this version cannot read: {e.Message}", ExitCode.Storage, e);
        }
    }

    /// <summary>The trainer's address is the user's, not the database's.</summary>
    private static void RequireTrainers(IServiceProvider services)
    {
        try
        {
            _ = services.GetRequiredService<TrainerClients>();
        }
        catch (ValidationException e)
        {
            throw new UserErrorException($"--{e.Errors[0]}", ExitCode.Usage, e);
        }
    }
}
