using Lts.Hosting;
using Lts.Serving.Server;
using Lts.Trainer.Libtorch;
using Lts.Trainer.Service.Artifacts;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Service.Rpc;
using Lts.Trainer.Service.Running;
using Lts.Trainer.Service.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lts.Trainer.Service.Serving;

/// <summary>A running trainer service: the one place where its rooms are put together.</summary>
internal sealed class TrainerHost : IAsyncDisposable
{
    private const string Program = "trainer";
    private const int LargestRequestBytes = 4 << 20;
    private const int LargestResponseBytes = 16 << 20;

    private readonly DataDirectoryLock _lock;

    private TrainerHost(GrpcServer server, DataDirectoryLock held) => (Server, _lock) = (server, held);

    /// <summary>What listens for it.</summary>
    public GrpcServer Server { get; }

    /// <summary>Where it listens, with the real port.</summary>
    public Uri BoundAddress => Server.BoundAddress;

    /// <summary>Opens the queue, listens, and goes on with the jobs that an earlier service had begun.</summary>
    /// <param name="options">How to serve.</param>
    /// <param name="time">The clock of every room.</param>
    /// <param name="configureLogging">Says where the log goes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UserErrorException">The data directory or the port cannot be used; the message says why.</exception>
    public static async Task<TrainerHost> StartAsync(
        ServeOptions options, TimeProvider time, Action<ILoggingBuilder> configureLogging, CancellationToken cancellationToken)
    {
        var held = DataDirectoryLock.Take(options.DataDirectory, Program);
        GrpcServer? server = null;
        try
        {
            var store = JobStore.Open(options.DataDirectory);
            server = await GrpcServer.StartAsync(
                Settings(options), configureLogging, services => AddRooms(services, options, time, store),
                routes => routes.MapGrpcService<TrainerRpc>(), load: null, cancellationToken);
            LogStart(server, options, store);
            server.Services.GetRequiredService<JobQueue>().Start();
            return new TrainerHost(server, held);
        }
        catch
        {
            if (server is not null)
            {
                await server.DisposeAsync();
            }

            held.Dispose();
            throw;
        }
    }

    /// <summary>Ends connections, and stops what trains with a checkpoint. Jobs go on at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        var stopped = Server.Services.GetRequiredService<JobQueue>().StopAsync();
        await Server.StopAsync();
        await stopped;
        await Server.DisposeAsync();
        _lock.Dispose();
    }

    private static ServerSettings Settings(ServeOptions options) => new()
    {
        Listen = options.Listen,
        Tls = options.Tls,
        Peers = "your coordinator",
        LargestRequestBytes = LargestRequestBytes,
        LargestResponseBytes = LargestResponseBytes,
        Failures = RpcErrors.Table,
    };

    private static void AddRooms(IServiceCollection services, ServeOptions options, TimeProvider time, JobStore store) => services
        .AddSingleton(time)
        .AddSingleton(store)
        .AddSingleton(new JobConfiguration(options.Corpora))
        .AddSingleton<JobRunner>()
        .AddSingleton<JobQueue>()
        .AddSingleton<ArtifactHashes>()
        .AddSingleton<TextWriterQueue>()
        .AddSingleton<TrainerRpc>();

    private static void LogStart(GrpcServer server, ServeOptions options, JobStore store)
    {
        var logger = server.Services.GetRequiredService<ILogger<TrainerHost>>();
        var jobs = store.All;
        var waiting = jobs.Count(job => job.State is JobState.Queued or JobState.Running);
        logger.Opened(options.DataDirectory, waiting, jobs.Length - waiting);
        foreach (var job in jobs.Where(job => job.IsUnreadable()))
        {
            logger.Unreadable(job.Id, job.FailureMessage!);
        }

        if (!TorchRuntime.IsInstalled)
        {
            logger.NoLibtorch();
        }
    }
}
