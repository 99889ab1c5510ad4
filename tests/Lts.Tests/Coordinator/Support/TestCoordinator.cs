using Grpc.Core;
using Grpc.Net.Client;
using Lts.Coordinator.Serving;
using Lts.Protos.V1;
using Lts.Serving.Server;
using Lts.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Lts.Tests.Coordinator.Support;

/// <summary>A real coordinator on a free port of this machine with a real database. Fails the test that made it log an error.</summary>
internal sealed class TestCoordinator : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly double _recheckShare;
    private readonly ErrorCollector _errors = new();
    private readonly TemporaryDirectory _directory = new();
    private readonly string _listen;
    private CoordinatorHost? _host;
    private GrpcChannel? _channel;

    private TestCoordinator(TimeProvider time, string? trainer, string listen, double recheckShare) =>
        (_time, Trainer, _listen, _recheckShare) = (time, trainer, listen, recheckShare);

    public Uri Address => _host!.Server.LocalAddress;

    public IReadOnlyCollection<string> Warnings => _errors.Warnings;

    public string DataDirectory => _directory.FullName;

    public StudyService.StudyServiceClient Studies => new(_channel);

    public DeviceService.DeviceServiceClient Devices => new(_channel);

    /// <summary>Whether errors in the log are what the test is about.</summary>
    public bool ErrorsExpected { get; set; }

    /// <summary>What it is started with, for trainings that name no trainer.</summary>
    public string? Trainer { get; }

    public TrainingService.TrainingServiceClient Trainings => new(_channel);

    /// <param name="time">Its clock; the system's by default.</param>
    /// <param name="trainer">What it is started with, for trainings that name no trainer.</param>
    /// <param name="database">A database to start on, as a copy; an empty one by default.</param>
    /// <param name="listen">Where it listens; on this machine only by default.</param>
    /// <param name="recheckShare">The share of results that are measured again; none by default, so that hand-outs can be counted.</param>
    public static async Task<TestCoordinator> StartAsync(
        TimeProvider? time = null, string? trainer = null, string? database = null, string listen = "127.0.0.1:0", double recheckShare = 0)
    {
        var coordinator = new TestCoordinator(time ?? TimeProvider.System, trainer, listen, recheckShare);
        if (database is not null)
        {
            File.Copy(database, Path.Combine(coordinator.DataDirectory, "coordinator.db"));
        }

        await coordinator.StartHostAsync();
        return coordinator;
    }

    public async Task<SimulatedAgent> ConnectAsync(Register register) => await SimulatedAgent.ConnectAsync(Address, register);

    /// <summary>Connects from an address of this machine that is not the loopback's, as another machine would.</summary>
    public Task<SimulatedAgent> ConnectFromOutsideAsync(Register register) =>
        SimulatedAgent.ConnectAsync(new UriBuilder(Address) { Host = OutsideAddress.Value!.ToString() }.Uri, register);

    public Task<SimulatedAgent> ConnectAsync(string name) => ConnectAsync(SimulatedAgent.Registration(name));

    public async Task StopAsync()
    {
        _channel?.Dispose();
        if (_host is not null)
        {
            await _host.DisposeAsync();
            _host = null;
        }
    }

    /// <summary>Starts again on the same database, on another port.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartHostAsync();
    }

    /// <summary>Follows a study to its end.</summary>
    public async Task<Study> WaitForEndAsync(string studyId)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var watch = Studies.WatchStudy(new WatchStudyRequest { StudyId = studyId }, cancellationToken: patience.Token);
        Study? last = null;
        await foreach (var update in watch.ResponseStream.ReadAllAsync(patience.Token))
        {
            last = update.Study;
        }

        return last!;
    }

    public async Task<List<Candidate>> CandidatesAsync(string studyId, bool includeSamples = false)
    {
        using var call = Studies.ListCandidates(new ListCandidatesRequest { StudyId = studyId, IncludeSamples = includeSamples });
        var candidates = new List<Candidate>();
        await foreach (var candidate in call.ResponseStream.ReadAllAsync())
        {
            candidates.Add(candidate);
        }

        return candidates;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _directory.Dispose();
        if (!ErrorsExpected)
        {
            Assert.True(_errors.Messages.IsEmpty, string.Join("\n", _errors.Messages)); // Empty() would cut them short
        }
    }

    private async Task StartHostAsync()
    {
        var options = new ServeOptions
        {
            Listen = ListenAddress.Parse(_listen),
            DataDirectory = DataDirectory,
            Trainer = Trainer,
            RecheckShare = _recheckShare,
        };
        _host = await CoordinatorHost.StartAsync(
            options, _time, logging => logging.ClearProviders().AddProvider(_errors), CancellationToken.None);
        _channel = GrpcChannel.ForAddress(Address);
    }
}
