using Grpc.Core;
using Grpc.Net.Client;
using Lts.Protos.V1;
using Lts.Tests.Support;

namespace Lts.Tests.EndToEnd;

/// <summary>A coordinator and its agents as real processes over real sockets, on folders of their own.</summary>
internal sealed class Laboratory : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _folder = new();
    private readonly List<RunningProgram> _programs = [];
    private GrpcChannel? _channel;

    public string Address { get; private set; } = "http://127.0.0.1:0";

    public RunningProgram Coordinator { get; private set; } = null!;

    public StudyService.StudyServiceClient Studies => new(_channel);

    public TrainingService.TrainingServiceClient Trainings => new(_channel);

    public DeviceService.DeviceServiceClient Devices => new(_channel);

    public string this[string name] => _folder[name];

    public static async Task<Laboratory> StartAsync()
    {
        var laboratory = new Laboratory();
        await laboratory.StartCoordinatorAsync();
        return laboratory;
    }

    /// <summary>Starts the coordinator, after the first time on the same port and data.</summary>
    public async Task StartCoordinatorAsync()
    {
        var ready = this["ready"];
        File.Delete(ready);
        Coordinator = Keep(RunningProgram.Start(
            "Lts.Cli", "serve", "--listen", Address["http://".Length..], "--data", this["coordinator"], "--lease-timeout", "5s",
            "--heartbeat", "1s", "--ready-file", ready));
        Address = await Eventually.GetAsync(
            "the coordinator says where it listens",
            () => !Coordinator.HasExited
                ? Task.FromResult(File.Exists(ready) && File.ReadAllText(ready).Trim() is { Length: > 0 } address ? address : null)
                : throw new InvalidOperationException($"The coordinator ended:\n{Coordinator.Output}"),
            StartLimit);
        _channel?.Dispose();
        _channel = GrpcChannel.ForAddress(Address);
    }

    /// <summary>Starts an agent and waits until the coordinator lists it as online.</summary>
    public async Task<RunningProgram> StartAgentAsync(string name, params string[] options)
    {
        var agent = Keep(RunningProgram.Start(
            "Lts.Agent", ["run", "--coordinator", Address, "--name", name, "--data", this["agent-" + name], .. options]));
        await Eventually.TrueAsync(
            $"{name} is online",
            () => !agent.HasExited
                ? Devices.ListDevices(new ListDevicesRequest()).Devices.Any(d => d.Name == name && d.State == DeviceState.Online)
                : throw new InvalidOperationException($"The agent ended:\n{agent.Output}"),
            StartLimit);
        return agent;
    }

    public RunningProgram Lts(params string[] arguments) =>
        Keep(RunningProgram.Start("Lts.Cli", [.. arguments, "--coordinator", Address]));

    /// <summary>Follows a study to its end.</summary>
    public async Task<Study> WatchAsync(string study, TimeSpan limit)
    {
        Study? last = null;
        using var watch = Studies.WatchStudy(new WatchStudyRequest { StudyId = study }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime + limit);
        await foreach (var update in watch.ResponseStream.ReadAllAsync())
        {
            last = update.Study;
        }

        return last ?? throw new InvalidOperationException("The stream ended without a snapshot.");
    }

    /// <summary>Waits until a study has at least so many measured candidates.</summary>
    public Task MeasuredAsync(string study, int count) => Eventually.TrueAsync(
        $"{count} candidates measured",
        () => Studies.GetStudy(new GetStudyRequest { StudyId = study }).Targets.Sum(t => t.MeasuredCount) >= count,
        TimeSpan.FromMinutes(2));

    public async Task<IReadOnlyList<Candidate>> CandidatesAsync(string study)
    {
        var candidates = new List<Candidate>();
        using var call = Studies.ListCandidates(new ListCandidatesRequest { StudyId = study });
        await foreach (var candidate in call.ResponseStream.ReadAllAsync())
        {
            candidates.Add(candidate);
        }

        return candidates;
    }

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        foreach (var program in _programs)
        {
            await program.DisposeAsync();
        }

        _folder.Dispose();
    }

    private RunningProgram Keep(RunningProgram program)
    {
        _programs.Add(program);
        return program;
    }
}
