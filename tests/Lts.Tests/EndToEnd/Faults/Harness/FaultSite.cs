using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using Lts.Protos.V1;
using Lts.Tests.EndToEnd.Faults.Devices;
using Lts.Tests.Support;

namespace Lts.Tests.EndToEnd.Faults.Harness;

/// <summary>A coordinator, simulated agents and one that measures, as real processes; and a client that asks until it is answered.</summary>
internal sealed class FaultSite : IAsyncDisposable
{
    /// <summary>Processes of each class.</summary>
    private const int AgentsOfAFormula = 2;

    /// <summary>Selects the device that measures.</summary>
    public const string MeasuringTag = "measuring";

    private const int DiskMiB = 512;
    private static readonly string[] DiskNames = ["coordinator-disk", "agents-disk", "measuring-disk"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(10);

    private readonly TemporaryDirectory _folder = new();
    private readonly List<SmallDisk> _disks = [];
    private GrpcChannel? _channel;

    private FaultSite()
    {
    }

    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    public Victim Coordinator { get; private set; } = null!;

    public List<Victim> Agents { get; } = [];

    public Victim MeasuringAgent { get; private set; } = null!;

    public IReadOnlyList<DeviceFormula> Formulas { get; private set; } = [];

    /// <summary>Whether clocks can be set: there is a C compiler.</summary>
    public bool HasClocks { get; private set; }

    public string Database => Path.Combine(Coordinator.DataDirectory, "coordinator.db");

    public StudyService.StudyServiceClient Studies => new(_channel);

    public DeviceService.DeviceServiceClient Devices => new(_channel);

    public string this[string name] => _folder[name];

    /// <summary>Starts everything, and waits until all devices are online.</summary>
    public static async Task<FaultSite> StartAsync(FaultPlan plan)
    {
        var site = new FaultSite { Formulas = [.. DeviceFormula.All.Take(plan.Formulas)] };
        try
        {
            await site.OpenAsync(plan);
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>Milliseconds that a simulated measurement takes from now on.</summary>
    public void SetPace(int ms)
    {
        File.WriteAllText(this["pace.new"], ms.ToString(CultureInfo.InvariantCulture));
        File.Move(this["pace.new"], this["pace"], overwrite: true);
    }

    public TimeSpan Pace => SimulatedDevice.ReadPace(this["pace"]);

    /// <summary>Starts the coordinator, again and again if it must be: its disk may still be full.</summary>
    public async Task StartCoordinatorAsync(Action<string> refused)
    {
        string ready = this["ready"];
        bool isAgain = false;
        await Eventually.GetAsync(
            "the coordinator listens",
            async () =>
            {
                if (Coordinator.HasExited)
                {
                    if (isAgain)
                    {
                        refused(Coordinator.Output);
                    }

                    isAgain = true;
                    File.Delete(ready);
                    await Coordinator.StartAsync();
                }

                return File.Exists(ready) && (await File.ReadAllTextAsync(ready)).Trim() is { Length: > 0 } address ? address : null;
            },
            Patience);
    }

    /// <summary>Asks until there is an answer: the coordinator may be dead or stopped at any time.</summary>
    public static async Task<T> AskAsync<T>(Func<CallOptions, Task<T>> ask)
        where T : class =>
        await Eventually.GetAsync<T>(
            "the coordinator answers",
            async () =>
            {
                try
                {
                    return await ask(new CallOptions(deadline: TimeProvider.System.GetUtcNow().UtcDateTime + CallLimit));
                }
                catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled or StatusCode.Internal or StatusCode.ResourceExhausted)
                {
                    return null;
                }
            },
            TimeSpan.FromMinutes(10));

    /// <summary>Starts an agent, again and again if it must be, until the coordinator knows that it is there.</summary>
    /// <param name="agent">Which is dead.</param>
    /// <param name="refused">Told when it ended before that: its disk may still be full.</param>
    public async Task StartAgentAsync(Victim agent, Action<string> refused)
    {
        await agent.StartAsync();
        await Eventually.GetAsync(
            $"{agent.Name} is online again",
            async () =>
            {
                if (agent.HasExited)
                {
                    refused(agent.Output);
                    await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
                    await agent.StartAsync();
                }

                return await IsOnlineAsync(agent.Name) ? "yes" : null;
            },
            TimeSpan.FromMinutes(5));
    }

    public Task<Study> StudyAsync(string id) => AskAsync(options => Studies.GetStudyAsync(new GetStudyRequest { StudyId = id }, options).ResponseAsync);

    public Task<List<Candidate>> CandidatesAsync(string study) => AskAsync(async options =>
    {
        var candidates = new List<Candidate>();
        using var call = Studies.ListCandidates(new ListCandidatesRequest { StudyId = study }, options);
        await foreach (var candidate in call.ResponseStream.ReadAllAsync())
        {
            candidates.Add(candidate);
        }

        return candidates;
    });

    public async Task<bool> IsOnlineAsync(string device) =>
        (await AskAsync(options => Devices.ListDevicesAsync(new ListDevicesRequest(), options).ResponseAsync))
        .Devices.Any(d => d.Name == device && d.State == DeviceState.Online);

    /// <summary>Candidates of a study that have an outcome.</summary>
    public async Task<int> SettledAsync(string study) => (await StudyAsync(study)).Targets.Sum(t => t.MeasuredCount + t.FailedCount);

    public async ValueTask DisposeAsync()
    {
        _channel?.Dispose();
        foreach (var victim in Agents.Append(MeasuringAgent).Append(Coordinator).OfType<Victim>())
        {
            await victim.DisposeAsync();
        }

        _disks.ForEach(disk => disk.Dispose());
        _folder.Dispose();
    }

    private async Task OpenAsync(FaultPlan plan)
    {
        SetPace(plan.PaceMs);
        if (plan.WithSmallDisks)
        {
            _disks.AddRange(DiskNames.Select(name => SmallDisk.TryMount(this[name], DiskMiB)).OfType<SmallDisk>());
            plan.Say(_disks.Count > 0 ? "disks: small ones of their own, and limits of file sizes" : "disks: limits of file sizes only; mounting needs root");
        }

        string? shim = await ClockShim.CompileAsync(_folder.FullName);
        HasClocks = shim is not null;
        await StartCoordinatorAsync(shim);
        foreach (var formula in Formulas)
        {
            for (int i = 0; i < AgentsOfAFormula; i++)
            {
                string name = $"{formula.Name.Replace(' ', '-').ToLowerInvariant()}-{i}";
                Agents.Add(Make(
                    name, shim, "dotnet", typeof(SimulatedDevice).Assembly.Location, SimulatedDevice.Verb, Address.OriginalString, name, formula.Name,
                    DataOf(name), this["pace"]));
            }
        }

        MeasuringAgent = Make(
            "measuring", shim, "dotnet", RunningProgram.ProgramFile("Lts.Agent"), "run", "--coordinator", Address.OriginalString, "--name", "measuring",
            "--tag", MeasuringTag, "--data", DataOf("measuring"));
        foreach (var victim in Agents.Append(MeasuringAgent))
        {
            await victim.StartAsync();
        }

        foreach (var victim in Agents.Append(MeasuringAgent))
        {
            await Eventually.GetAsync(
                $"{victim.Name} is online",
                async () => !victim.HasExited
                    ? await IsOnlineAsync(victim.Name) ? "yes" : null
                    : throw new InvalidOperationException($"{victim.Name} ended: {victim.Output}"),
                Patience);
        }
    }

    private async Task StartCoordinatorAsync(string? shim)
    {
        // Once on any port, and from then on on that one: its agents look for it there.
        foreach (string listen in new[] { "127.0.0.1:0", "" })
        {
            if (Coordinator is not null)
            {
                await Coordinator.KillAsync();
            }

            Coordinator = Make(
                "coordinator", shim, "dotnet", RunningProgram.ProgramFile("Lts.Cli"), "serve", "--listen", listen.Length > 0 ? listen : Address.Authority,
                "--data", DataOf("coordinator"), "--lease-timeout", "5s", "--heartbeat", "1s", "--ready-file", this["ready"]);
            await StartCoordinatorAsync(_ => { });
            Address = new Uri((await File.ReadAllTextAsync(this["ready"])).Trim());
        }

        _channel = GrpcChannel.ForAddress(Address);
    }

    private Victim Make(string name, string? shim, params string[] command) =>
        new(name, DataOf(name), shim, this[name + ".clock"], command) { Disk = DiskOf(name) };

    private string DataOf(string name) => DiskOf(name) is { } disk ? Path.Combine(disk.Folder, name) : this[name];

    private SmallDisk? DiskOf(string name) =>
        _disks.Find(disk => Path.GetFileName(disk.Folder) == name + "-disk") ?? _disks.Find(disk => Path.GetFileName(disk.Folder) == "agents-disk");
}
