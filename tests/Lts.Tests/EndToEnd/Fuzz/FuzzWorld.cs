using System.Text.Json;
using Grpc.Core;
using Lts.Cli.Client;
using Lts.Cli.Client.Json;
using Lts.Cli.Commands.Display;
using Lts.Coordinator.Serving;
using Lts.Protos.V1;
using Lts.Reports;
using Lts.Serving.Client;
using Lts.Serving.Server;
using Lts.Tests.Cli.Commands;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Lts.Tests.EndToEnd.Fuzz;

/// <summary>A real coordinator on a folder of its own, and another client, to whom everything must stay visible whatever strangers send.</summary>
internal sealed class FuzzWorld : IAsyncDisposable
{
    /// <summary>The first studies, and the last; there may be hundreds.</summary>
    private const int Shown = 4;

    private readonly TemporaryDirectory _folder = new();
    private readonly ErrorCollector _errors = new();
    private readonly string? _trainer;
    private CoordinatorHost? _host;
    private CoordinatorConnection? _connection;

    private FuzzWorld(string? trainer) => _trainer = trainer;

    /// <summary>Of the coordinator that runs; there is none for a moment while it restarts.</summary>
    public Uri Address => _host?.BoundAddress ?? throw new InvalidOperationException("The coordinator restarts.");

    /// <summary>Calls as the programs make them.</summary>
    public CoordinatorConnection Connection => _connection!;

    /// <summary>Calls as bytes.</summary>
    public RawCaller Raw { get; private set; } = null!;

    /// <param name="database">Copied; <see langword="null"/> for an empty one.</param>
    /// <param name="trainer">What the coordinator is started with.</param>
    public static async Task<FuzzWorld> StartAsync(string? database = null, string? trainer = null)
    {
        var world = new FuzzWorld(trainer);
        try
        {
            if (database is not null)
            {
                File.Copy(database, world._folder["coordinator.db"]);
            }

            await world.StartHostAsync();
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>What was logged as an error since the last time; it is forgotten.</summary>
    public string TakeErrors()
    {
        var taken = new List<string>();
        while (_errors.Messages.TryDequeue(out string? message))
        {
            taken.Add(message);
        }

        return string.Join('\n', taken);
    }

    /// <summary>Stops and starts again on the same data, on another port.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartHostAsync();
    }

    /// <summary>
    /// Lists devices and studies and shows each, watches, reads frontier and candidates, writes the report in every format, and lists trainings.
    /// </summary>
    /// <exception cref="RpcException">Something cannot be seen.</exception>
    public async Task LookAsync()
    {
        var none = CancellationToken.None;
        var devices = await Connection.Devices.ListAsync([], none);
        await RunAsync("devices", "list");
        await RunAsync("devices", "list", "--json");
        foreach (var device in devices.TakeLast(2))
        {
            await RunAsync("devices", "show", device.Name);
        }

        await RunAsync("study", "list");
        await RunAsync("study", "list", "--json");
        await RunAsync("train", "list", "--json");
        var studies = await Connection.Studies.ListAsync(none);
        foreach (var study in studies.Take(Shown).Union(studies.TakeLast(Shown)))
        {
            await RunAsync("study", "show", study.Id);
            await WatchAsync(study.Id);
            await Raw.Channel<StudyService.StudyServiceClient>(c => new(c)).GetFrontierAsync(new GetFrontierRequest { StudyId = study.Id });
            var report = await FrontierOutput.FetchAsync(Connection, study.Id, [], FrontierOutput.OthersOfLarge, TimeProvider.System, none);
            foreach (var renderer in ReportRenderers.All)
            {
                using var text = new StringWriter();
                renderer.Write(report, text);
            }
        }

        await Connection.Trainings.ListAsync("", none);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private async Task RunAsync(params string[] arguments)
    {
        var run = await CommandRun.Of([.. arguments, "--coordinator", Address.ToString()]);
        Assert.True(run.ExitCode == 0, $"lts {string.Join(' ', arguments)} ended with {run.ExitCode}: {run.Error}");
    }

    /// <summary>What the verb would print first.</summary>
    private async Task WatchAsync(string study)
    {
        await foreach (var update in Connection.Studies.WatchAsync(study, TimeProvider.System, _ => { }, CancellationToken.None))
        {
            Assert.NotEmpty(JsonSerializer.Serialize(JsonMapping.ToJson(update), LtsJsonContext.Default.StudyUpdateJson));
            break;
        }
    }

    private async Task StartHostAsync()
    {
        var options = new ServeOptions { Listen = ListenAddress.OnThisMachine(0), DataDirectory = _folder.FullName, Trainer = _trainer };
        _host = await CoordinatorHost.StartAsync(
            options, TimeProvider.System, logging => logging.ClearProviders().AddProvider(_errors), CancellationToken.None);
        _connection = new CoordinatorConnection(Address, ClientTls.None, TimeProvider.System);
        Raw = new RawCaller(Address);
    }

    private async Task StopAsync()
    {
        _connection?.Dispose();
        Raw?.Dispose();
        if (_host is not null)
        {
            await _host.DisposeAsync();
            _host = null;
        }
    }
}
