using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Support;

namespace Lts.Benchmarks.Abuse;

/// <summary>Requests that cost more than they are worth.</summary>
internal static class LoadCases
{
    public static IReadOnlyList<AbuseCase> All { get; } =
    [
        new("huge-generation", "a study with one generation of a million: the longest wait of another client, and memory", HugeGenerationAsync),
        new("million-errors", "one request with a million bad objectives: memory, and the answer's length", MillionErrorsAsync),
        new("mistyped-selector", "2,000 devices, and a study for a device that does not exist: what the command line says", MistypedSelectorAsync),
        new("unknown-graphs", "50 devices hold 3,200 leases, and somebody asks 40 times for a graph that does not exist: processor time", UnknownGraphsAsync),
        new("slow-reader", "a client asks for 20,000 candidates with samples and does not read, while results come in for 20 s: the write-ahead log", SlowReaderAsync),
        new("frontiers", "20 clients ask for the frontier of a study of 30,000 at once: memory above what it was", FrontiersAsync),
        new("watch-names", "1,000 devices of a class: size of an update for a watcher", WatchNamesAsync),
        new("watchers", "30,000 candidates in one generation, 10 watchers: results a second", WatchersAsync),
    ];

    private static async Task<string> HugeGenerationAsync(ProgramSet programs)
    {
        await using var victim = await Victim.StartAsync(programs);
        await victim.ConnectAsync("a", capacity: 1);
        await victim.Devices.DrainDeviceAsync(new DrainDeviceRequest { Name = "a" });
        var creating = victim.CreateAsync("huge", 1_000_000);
        string end = "created";
        double longest = 0;
        var settled = creating.ContinueWith(_ => Pause.ForAsync(30), TaskScheduler.Default).Unwrap();
        try
        {
            while (!settled.IsCompleted)
            {
                long start = Stopwatch.GetTimestamp();
                await victim.Devices.DrainDeviceAsync(new DrainDeviceRequest { Name = "a" }); // A write.
                longest = Math.Max(longest, Stopwatch.GetElapsedTime(start).TotalSeconds);
                if (creating.IsFaulted)
                {
                    break;
                }

                await Pause.ForAsync(0.1);
            }

            await creating;
        }
        catch (RpcException e)
        {
            end = $"refused ({e.StatusCode}: {IdentityCases.Cut(e.Status.Detail)})";
        }

        return string.Create(CultureInfo.InvariantCulture, $"{end}; another write waited {longest:F1} s; {victim.PeakMiB:F0} MiB");
    }

    private static async Task<string> MillionErrorsAsync(ProgramSet programs)
    {
        await using var victim = await Victim.StartAsync(programs);
        await victim.ConnectAsync("a");
        try
        {
            await victim.CreateAsync("s", 1, spec => spec.Objectives.Add(Enumerable.Repeat(new Objective { MetricName = "x" }, 1_000_000)));
            return "taken";
        }
        catch (RpcException e)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"{victim.PeakMiB:F0} MiB; {e.StatusCode} with {e.Status.Detail.Length} characters");
        }
    }

    private static async Task<string> MistypedSelectorAsync(ProgramSet programs)
    {
        await using var victim = await Victim.StartAsync(programs);
        await RegisterAsync(victim, 2_000);
        var (code, output) = await victim.LtsAsync("study", "create", "--space", "gpt2-quickstart", "--devices", "name:nobodi");
        return $"exit {code}, {output.Length} characters: {IdentityCases.Cut(output.Trim().ReplaceLineEndings(" "))}";
    }

    private static async Task<string> UnknownGraphsAsync(ProgramSet programs)
    {
        await using var victim = await Victim.StartAsync(programs);
        var agents = new List<SimulatedAgent>();
        for (int i = 0; i < 50; i++)
        {
            agents.Add(await victim.ConnectAsync($"agent{i}", capacity: 64));
        }

        var study = await victim.CreateAsync("s", 3_200);
        await Eventually.TrueAsync(
            "all is leased", () => victim.Studies.GetStudy(new GetStudyRequest { StudyId = study.Id }).Targets[0].LeasedCount == 3_200, TimeSpan.FromMinutes(2));
        await Pause.ForAsync(5);
        double before = victim.ProcessorSeconds;
        for (int i = 0; i < 40; i++)
        {
            using var call = agents[0].Service.DownloadGraph(new DownloadGraphRequest { Sha256 = string.Create(CultureInfo.InvariantCulture, $"{i:x64}") });
            try
            {
                await call.ResponseStream.MoveNext(CancellationToken.None);
            }
            catch (RpcException)
            {
                // There is none.
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{victim.ProcessorSeconds - before:F1} s");
    }

    private static async Task<string> SlowReaderAsync(ProgramSet programs)
    {
        await using var victim = await Victim.StartAsync(programs);
        var study = await victim.MeasuredStudyAsync(20_000);
        using var channel = GrpcChannel.ForAddress(victim.Address);
        using var unread = new StudyService.StudyServiceClient(channel).ListCandidates(
            new ListCandidatesRequest { StudyId = study.Id, IncludeSamples = true });
        await unread.ResponseStream.MoveNext(CancellationToken.None);
        await Pause.ForAsync(2);
        long Log() => new FileInfo(victim.Database + "-wal") is { Exists: true } file ? file.Length >> 20 : 0;
        long before = Log();
        await victim.CreateAsync("further", 1_000_000 / 20);
        await Pause.ForAsync(20);
        return $"from {before} to {Log()} MiB";
    }

    private static async Task<string> FrontiersAsync(ProgramSet programs)
    {
        await using var victim = await Victim.StartAsync(programs);
        var study = await victim.MeasuredStudyAsync(30_000);
        double before = victim.PeakMiB;
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var channel = GrpcChannel.ForAddress(victim.Address);
            await new StudyService.StudyServiceClient(channel).GetFrontierAsync(new GetFrontierRequest { StudyId = study.Id });
        }));
        return string.Create(
            CultureInfo.InvariantCulture, $"{victim.PeakMiB - before:F0} MiB above {before:F0}, {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");
    }

    private static async Task<string> WatchNamesAsync(ProgramSet programs)
    {
        await using var victim = await Victim.StartAsync(programs);
        await RegisterAsync(victim, 1_000);
        var agent = await victim.ConnectAsync("worker");
        var study = await victim.CreateAsync("s", 200);
        using var watch = victim.Studies.WatchStudy(new WatchStudyRequest { StudyId = study.Id });
        _ = agent.WorkAsync();
        var sizes = new List<int>();
        while (sizes.Count < 3 && await watch.ResponseStream.MoveNext(CancellationToken.None))
        {
            sizes.Add(watch.ResponseStream.Current.Study.CalculateSize());
        }

        return string.Create(CultureInfo.InvariantCulture, $"{sizes.Max() / 1024.0:F1} KiB besides the candidates");
    }

    private static async Task<string> WatchersAsync(ProgramSet programs)
    {
        const int Count = 30_000;
        await using var victim = await Victim.StartAsync(programs);
        var agents = new List<SimulatedAgent>();
        for (int i = 0; i < 16; i++)
        {
            agents.Add(await victim.ConnectAsync($"agent{i}", capacity: 16));
        }

        var study = await victim.CreateAsync("s", Count);
        using var stop = new CancellationTokenSource();
        var watching = Enumerable.Range(0, 10).Select(_ => WatchAsync(victim.Address, study.Id, stop.Token)).ToList();
        var all = new CountdownEvent(Count);
        long start = Stopwatch.GetTimestamp();
        agents.ForEach(agent => _ = agent.WorkAsync(agent.AnswerAsync, _ => SignalIfOpen(all)));
        await Task.Run(() => all.Wait(TimeSpan.FromMinutes(3)));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await stop.CancelAsync();
        await Task.WhenAll(watching);
        return string.Create(CultureInfo.InvariantCulture, $"{(Count - all.CurrentCount) / seconds:F0}");
    }

    private static void SignalIfOpen(CountdownEvent countdown)
    {
        if (!countdown.IsSet)
        {
            countdown.Signal();
        }
    }

    private static async Task WatchAsync(Uri address, string study, CancellationToken cancellationToken)
    {
        using var channel = GrpcChannel.ForAddress(address);
        using var call = new StudyService.StudyServiceClient(channel).WatchStudy(
            new WatchStudyRequest { StudyId = study }, cancellationToken: cancellationToken);
        try
        {
            while (await call.ResponseStream.MoveNext(cancellationToken))
            {
            }
        }
        catch (RpcException)
        {
            // Cancelled.
        }
    }

    private static Task RegisterAsync(Victim victim, int count) =>
        Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
            await (await SimulatedAgent.ConnectAsync(victim.Address, SimulatedAgent.Registration($"device{i}"))).DisposeAsync());
}
