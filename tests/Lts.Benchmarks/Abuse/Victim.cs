using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Lts.Benchmarks.Abuse;

/// <summary>A real coordinator of one build, on a folder of its own, and what can be seen of it from outside.</summary>
internal sealed class Victim : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly TemporaryDirectory _folder = new();
    private readonly ProgramSet _programs;
    private readonly string[] _options;
    private readonly IReadOnlyDictionary<string, string>? _environment;
    private readonly List<SimulatedAgent> _agents = [];
    private GrpcChannel? _channel;
    private string _listen = "127.0.0.1:0";

    private Victim(ProgramSet programs, string[] options, IReadOnlyDictionary<string, string>? environment) =>
        (_programs, _options, _environment) = (programs, options, environment);

    /// <summary>Its process.</summary>
    public RunningProgram Process { get; private set; } = null!;

    /// <summary>Where it listens.</summary>
    public Uri Address => new($"http://{_listen}");

    /// <summary>Its database.</summary>
    public string Database => Path.Combine(DataDirectory, "coordinator.db");

    /// <summary>Its data directory.</summary>
    public string DataDirectory => _folder["data"];

    /// <summary>A client's view of studies, on a connection of its own.</summary>
    public StudyService.StudyServiceClient Studies => new(_channel);

    /// <summary>A client's view of devices.</summary>
    public DeviceService.DeviceServiceClient Devices => new(_channel);

    /// <summary>Most memory that it ever had, in MiB.</summary>
    public double PeakMiB => MemoryOf(Process.Id, "VmHWM:");

    /// <summary>Memory that it has now, in MiB.</summary>
    public double ResidentMiB => MemoryOf(Process.Id, "VmRSS:");

    /// <summary>Processor time that it has used, in seconds.</summary>
    public double ProcessorSeconds
    {
        get
        {
            using var process = System.Diagnostics.Process.GetProcessById(Process.Id);
            return process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Starts one.</summary>
    /// <param name="programs">Of which build.</param>
    /// <param name="options">Further options of <c>lts serve</c>.</param>
    /// <param name="environment">Further variables for it.</param>
    public static async Task<Victim> StartAsync(
        ProgramSet programs, string[]? options = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var victim = new Victim(programs, options ?? [], environment);
        await victim.StartAgainAsync();
        return victim;
    }

    /// <summary>One with short times: leases live 5 s.</summary>
    public static Task<Victim> StartQuickAsync(ProgramSet programs) => StartAsync(programs, ["--lease-timeout", "5s", "--heartbeat", "1s"]);

    /// <summary>Starts it, after the first time on the same port and data.</summary>
    /// <exception cref="InvalidOperationException">It ended; the message has its output.</exception>
    public async Task StartAgainAsync()
    {
        string ready = _folder["ready"];
        File.Delete(ready);
        Process = RunningProgram.StartCommand(
            "dotnet", [_programs.Lts, "serve", "--listen", _listen, "--data", DataDirectory, "--ready-file", ready, .. _options], environment: _environment);
        string address = await Eventually.GetAsync(
            "the coordinator listens",
            () => !Process.HasExited
                ? Task.FromResult(File.Exists(ready) && File.ReadAllText(ready).Trim() is { Length: > 0 } text ? text : null)
                : throw new InvalidOperationException(Process.Output),
            StartLimit);
        _listen = new Uri(address).Authority;
        _channel?.Dispose();
        _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { MaxReceiveMessageSize = null, MaxSendMessageSize = null });
    }

    /// <summary>kill -9.</summary>
    public Task KillAsync() => Process.KillAsync();

    /// <summary>Sends it a signal by its short name.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = System.Diagnostics.Process.Start("kill", [$"-{name}", Process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Connects an agent that lives until this is disposed.</summary>
    public async Task<SimulatedAgent> ConnectAsync(string name, int capacity = 2, Action<Register>? change = null)
    {
        var register = SimulatedAgent.Registration(name, capacity: capacity);
        change?.Invoke(register);
        var agent = await SimulatedAgent.ConnectAsync(Address, register);
        lock (_agents)
        {
            _agents.Add(agent);
        }

        return agent;
    }

    /// <summary>Creates a study of random candidates, all of one generation.</summary>
    public async Task<Study> CreateAsync(string name, int candidates, Action<StudySpec>? change = null)
    {
        var spec = new StudySpec
        {
            Name = name,
            Space = new SearchSpaceSpec
            {
                Preset = "gpt2-quickstart",
                HiddenSize = new IntRange { Min = 64, Max = 256, Step = 16 },
                FeedForwardSize = new IntRange { Min = 128, Max = 1024, Step = 8 },
            },
            Random = new RandomSearch { Count = candidates, BatchSize = candidates },
            Seed = 1,
        };
        change?.Invoke(spec);
        return await Studies.CreateStudyAsync(new CreateStudyRequest { Spec = spec });
    }

    /// <summary>A study that some agents have measured to its end.</summary>
    public async Task<Study> MeasuredStudyAsync(int candidates)
    {
        var agents = new List<SimulatedAgent>();
        for (int i = 0; i < 8; i++)
        {
            agents.Add(await ConnectAsync($"fast{i}", capacity: 16));
        }

        var study = await CreateAsync("measured", candidates);
        agents.ForEach(agent => _ = agent.WorkAsync());
        await Eventually.TrueAsync(
            "the study ends", () => Studies.GetStudy(new GetStudyRequest { StudyId = study.Id }).State != StudyState.Running, TimeSpan.FromMinutes(10));
        return study;
    }

    /// <summary>A candidate of a study.</summary>
    public async Task<Candidate> CandidateAsync(string study, int index)
    {
        using var call = Studies.ListCandidates(new ListCandidatesRequest { StudyId = study });
        await foreach (var candidate in call.ResponseStream.ReadAllAsync())
        {
            if (candidate.Index == index)
            {
                return candidate;
            }
        }

        throw new InvalidOperationException($"There is no candidate {index}.");
    }

    /// <summary>Attempts in the database that count against a candidate: failed, or lost with their device.</summary>
    public long CountBlamed()
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = new SqliteCommand("SELECT COUNT(*) FROM attempts WHERE state IN (3, 4)", connection);
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Runs a verb of the build's own command line against it.</summary>
    /// <returns>Exit code and both streams.</returns>
    public async Task<(int Code, string Output)> LtsAsync(params string[] arguments)
    {
        await using var program = RunningProgram.StartCommand("dotnet", [_programs.Lts, .. arguments, "--coordinator", Address.ToString()]);
        int code = await program.WaitAsync(TimeSpan.FromMinutes(2));
        return (code, program.Output);
    }

    /// <summary>How long another client waits for small answers while something goes on.</summary>
    /// <param name="work">What goes on.</param>
    /// <returns>The longest wait, in seconds.</returns>
    public async Task<double> LongestWaitAsync(Task work)
    {
        double longest = 0;
        while (!work.IsCompleted)
        {
            long start = Stopwatch.GetTimestamp();
            await Devices.ListDevicesAsync(new ListDevicesRequest { Selectors = { "name:nobody" } });
            longest = Math.Max(longest, Stopwatch.GetElapsedTime(start).TotalSeconds);
            await Task.WhenAny(work, Pause.ForAsync(0.05));
        }

        await work;
        return longest;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_agents.Select(agent => agent.DisposeAsync().AsTask()));
        _channel?.Dispose();
        await Process.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>A figure of <c>/proc/PID/status</c>, in MiB.</summary>
    public static double MemoryOf(int process, string field) => File.ReadLines($"/proc/{process}/status")
        .Where(line => line.StartsWith(field, StringComparison.Ordinal))
        .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024)
        .Single();
}
