using System.Diagnostics;
using System.Globalization;
using Grpc.Net.Client;
using Lts.Coordinator.Serving;
using Lts.Protos.V1;
using Lts.Serving.Server;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Lts.Benchmarks.Coordinator;

/// <summary>
/// How many results a second the coordinator takes: leases, results and acknowledgements over real gRPC on this machine's loopback, into a
/// real SQLite file that is synced at every commit. Simulated agents answer at once; they share the machine with the coordinator.
/// </summary>
public static class ResultThroughputBenchmark
{
    private const double RequiredPerSecond = 2_000;
    private const int LeasesPerAgent = 16;

    /// <summary>Runs one study to its end and prints the rate.</summary>
    /// <param name="output">Where the figures go.</param>
    /// <param name="candidates">Candidates measured; all in one generation, for the search must not be what is timed.</param>
    /// <param name="agents">Simulated agents.</param>
    /// <param name="watchers">Clients that watch the study meanwhile, each with a connection of its own.</param>
    public static async Task RunAsync(TextWriter output, int candidates = 20_000, int agents = 16, int watchers = 0)
    {
        ArgumentNullException.ThrowIfNull(output);
        using var directory = new TemporaryDirectory();
        var options = new ServeOptions { Listen = ListenAddress.Parse("127.0.0.1:0"), DataDirectory = directory.FullName };
        await using var host = await CoordinatorHost.StartAsync(
            options, TimeProvider.System, logging => logging.ClearProviders(), CancellationToken.None);
        var connected = new List<SimulatedAgent>();
        for (int i = 0; i < agents; i++)
        {
            var register = SimulatedAgent.Registration(string.Create(CultureInfo.InvariantCulture, $"agent{i}"), capacity: LeasesPerAgent);
            connected.Add(await SimulatedAgent.ConnectAsync(host.BoundAddress, register));
        }

        // A large generation takes longer to propose and to write down than an agent may be silent.
        using var done = new CancellationTokenSource();
        var beats = connected.Select(agent => BeatAsync(agent, done.Token)).ToList();
        using var channel = GrpcChannel.ForAddress(host.BoundAddress);
        var studies = new StudyService.StudyServiceClient(channel);
        var study = await studies.CreateStudyAsync(new CreateStudyRequest { Spec = Spec("throughput", candidates) });
        var watching = Enumerable.Range(0, watchers).Select(_ => WatchAsync(host.BoundAddress, study.Id)).ToList();
        var acknowledged = new CountdownEvent(candidates);
        var created = Stopwatch.GetTimestamp();
        var leased = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var work = connected.Select(agent => WorkAsync(agent, leased, acknowledged)).ToList();
        await leased.Task;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"first lease {Stopwatch.GetElapsedTime(created).TotalSeconds:F1} s after the study was created"));
        var start = Stopwatch.GetTimestamp();
        var processor = Environment.CpuUsage.TotalTime;
        await Task.Run(() => acknowledged.Wait(TimeSpan.FromMinutes(15)));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        double rate = candidates / seconds;
        double busy = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"processor time of coordinator, agents and watchers: {busy * 1000 / candidates:F3} ms a result; {busy / seconds:F2} cores were to be had"));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{candidates} results, {agents} agents, {watchers} watchers: {seconds:F2} s, {rate:F0} results/s acknowledged; required {RequiredPerSecond:F0}: "
            + $"{(rate >= RequiredPerSecond ? "met" : "MISSED")}"));
        long updates = (await Task.WhenAll(watching)).Sum();
        if (watchers > 0)
        {
            await output.WriteLineAsync($"changes that all watchers were told of: {updates}");
        }

        var ended = await studies.GetStudyAsync(new GetStudyRequest { StudyId = study.Id });
        await output.WriteLineAsync($"measured in the study: {ended.Targets[0].MeasuredCount}, {ended.State}");
        await done.CancelAsync();
        await Task.WhenAll(beats);
        foreach (var agent in connected)
        {
            await agent.DisposeAsync();
        }

        await Task.WhenAll(work);
    }

    /// <returns>Changes of candidates that were told.</returns>
    private static async Task<long> WatchAsync(Uri address, string study)
    {
        using var channel = GrpcChannel.ForAddress(address);
        using var call = new StudyService.StudyServiceClient(channel).WatchStudy(new WatchStudyRequest { StudyId = study });
        long changes = 0;
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            changes += call.ResponseStream.Current.ChangedCandidates.Count;
        }

        return changes;
    }

    private static async Task WorkAsync(SimulatedAgent agent, TaskCompletionSource leased, CountdownEvent acknowledged) => await agent.WorkAsync(
        lease =>
        {
            leased.TrySetResult();
            return agent.AnswerAsync(lease);
        },
        _ => acknowledged.Signal());

    /// <summary>Sends heartbeats until it is cancelled.</summary>
    internal static async Task BeatAsync(SimulatedAgent agent, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, cancellationToken);
                await agent.HeartbeatAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The study is over.
        }
    }

    /// <summary>A study of random candidates in one generation.</summary>
    internal static StudySpec Spec(string name, int candidates) => new()
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
}
