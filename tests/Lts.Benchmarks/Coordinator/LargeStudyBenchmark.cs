using System.Diagnostics;
using System.Globalization;
using Grpc.Core;
using Grpc.Net.Client;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Support;

namespace Lts.Benchmarks.Coordinator;

/// <summary>
/// What a large study costs those who look at it: a real <c>lts serve</c> whose study simulated agents fill over real sockets, then the real
/// <c>lts frontier</c> as a child process for each format. Linux.
/// </summary>
public static class LargeStudyBenchmark
{
    private const double ReportSeconds = 3;
    private const double ReportMiB = 10;
    private const double ClientMiB = 300;
    private const double AnswerSeconds = 1;
    private const double MemoryShare = 1.2;
    private const int Agents = 8;

    /// <summary>Fills a study, measures, and prints each figure with its limit.</summary>
    /// <param name="output">Where the figures go.</param>
    /// <param name="candidates">Candidates of the study.</param>
    public static async Task RunAsync(TextWriter output, int candidates)
    {
        ArgumentNullException.ThrowIfNull(output);
        using var folder = new TemporaryDirectory();
        await using (var serve = await ServeAsync(folder))
        {
            double before = await WarmUpAsync(serve.Address, serve.Program.Id);
            await FillAsync(serve.Address, candidates);
            double ended = ResidentMiB(serve.Program.Id);
            await Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System);
            double after = ResidentMiB(serve.Program.Id);
            await SayAsync(output, string.Create(CultureInfo.InvariantCulture, $"coordinator's resident memory: {before:F0} MiB before, {ended:F0} at the end, 10 s later"), after, before * MemoryShare, "MiB");
            await AnswersAsync(output, serve.Address, candidates);
            foreach (string format in (string[])["table", "md", "json", "html", "csv"])
            {
                await ReportAsync(output, folder, serve, format);
            }

            await ManyAsync(output, serve);
        }

        await using var again = await ServeAsync(folder);
        await AnswersAsync(output, again.Address, candidates);
    }

    private static async Task<(RunningProgram Program, Uri Address)> StartAsync(TemporaryDirectory folder)
    {
        string ready = folder["ready"];
        File.Delete(ready);
        var program = RunningProgram.Start("Lts.Cli", "serve", "--listen", "127.0.0.1:0", "--data", folder["data"], "--ready-file", ready);
        string address = await Eventually.GetAsync(
            "the coordinator says where it listens",
            () => Task.FromResult(File.Exists(ready) && File.ReadAllText(ready).Trim() is { Length: > 0 } text ? text : null),
            TimeSpan.FromMinutes(2));
        return (program, new Uri(address));
    }

    private static async Task<Served> ServeAsync(TemporaryDirectory folder)
    {
        var (program, address) = await StartAsync(folder);
        return new Served(program, address);
    }

    /// <summary>A small study first, so that what a coordinator needs for any study is there.</summary>
    private static async Task<double> WarmUpAsync(Uri address, int process)
    {
        await FillAsync(address, 500, "warm-up");
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        return ResidentMiB(process);
    }

    private static async Task FillAsync(Uri address, int candidates, string name = "large")
    {
        var agents = new List<SimulatedAgent>();
        var beats = new List<Task>();
        using var done = new CancellationTokenSource();
        for (int i = 0; i < Agents; i++)
        {
            agents.Add(await SimulatedAgent.ConnectAsync(
                address, SimulatedAgent.Registration(string.Create(CultureInfo.InvariantCulture, $"{name}{i}"), capacity: 16)));
            _ = agents[i].WorkAsync();
            beats.Add(ResultThroughputBenchmark.BeatAsync(agents[i], done.Token)); // results alone are no sign of life
        }

        using var channel = GrpcChannel.ForAddress(address);
        var studies = new StudyService.StudyServiceClient(channel);
        var spec = ResultThroughputBenchmark.Spec(name, candidates);
        spec.Random.BatchSize = Math.Min(candidates, 10_000); // proposing it all takes longer than an agent may be silent
        await studies.CreateStudyAsync(new CreateStudyRequest { Spec = spec });
        using var watch = studies.WatchStudy(new WatchStudyRequest { StudyId = name });
        await foreach (var update in watch.ResponseStream.ReadAllAsync())
        {
            if (update.Study.State is not StudyState.Running and not StudyState.Completed)
            {
                throw new InvalidOperationException(update.Study.FailureMessage);
            }
        }

        await done.CancelAsync();
        await Task.WhenAll(beats);
        foreach (var agent in agents)
        {
            await agent.DisposeAsync();
        }
    }

    private static async Task AnswersAsync(TextWriter output, Uri address, int candidates)
    {
        using var channel = GrpcChannel.ForAddress(address);
        var studies = new StudyService.StudyServiceClient(channel);
        string id = (await studies.GetStudyAsync(new GetStudyRequest { StudyId = "large" })).Id;
        var start = Stopwatch.GetTimestamp();
        var frontier = await studies.GetFrontierAsync(new GetFrontierRequest { StudyId = "large" });
        await SayAsync(output, $"the frontier, {frontier.Candidates.Count} candidates", Stopwatch.GetElapsedTime(start).TotalSeconds, AnswerSeconds, "s");
        foreach (int after in (int[])[0, candidates / 2, candidates - 101])
        {
            start = Stopwatch.GetTimestamp();
            using var call = studies.ListCandidates(new ListCandidatesRequest
            {
                StudyId = "large",
                PageSize = 100,
                AfterCandidateId = string.Create(CultureInfo.InvariantCulture, $"{id}.0.{after}"),
            });
            int count = await call.ResponseStream.ReadAllAsync().CountAsync();
            await SayAsync(output, $"{count} candidates after the {after}th", Stopwatch.GetElapsedTime(start).TotalSeconds, AnswerSeconds, "s");
        }
    }

    private static async Task ReportAsync(TextWriter output, TemporaryDirectory folder, Served serve, string format)
    {
        string file = folder["report." + format];
        string[] arguments = ["frontier", "large", "--format", format, "-o", file, "--coordinator", serve.Address.ToString()];
        var start = Stopwatch.GetTimestamp();
        await using var program = RunningProgram.Start("Lts.Cli", arguments);
        double peak = 0;
        double busy = 0;
        double served = ProcessorSeconds(serve.Program.Id);
        while (!program.HasExited)
        {
            peak = Math.Max(peak, StatusMiB(program.Id, "VmHWM:"));
            busy = Math.Max(busy, ProcessorSeconds(program.Id));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (await program.WaitAsync(TimeSpan.FromSeconds(10)) != 0)
        {
            throw new InvalidOperationException(program.Output);
        }

        double size = new FileInfo(file).Length / (double)(1 << 20);
        served = ProcessorSeconds(serve.Program.Id) - served;
        await SayAsync(output, string.Create(CultureInfo.InvariantCulture, $"{format}: time ({busy:F2} s of a processor, the coordinator {served:F2} s)"), seconds, ReportSeconds, "s");
        await SayAsync(output, $"{format}: peak memory of lts", peak, ClientMiB, "MiB");
        await SayAsync(output, $"{format}: size", size, format == "csv" ? double.PositiveInfinity : ReportMiB, "MiB");
    }

    /// <summary>Twenty at once, each of which once took the whole study into memory.</summary>
    private static async Task ManyAsync(TextWriter output, Served serve)
    {
        double before = ResidentMiB(serve.Program.Id);
        using var channel = GrpcChannel.ForAddress(serve.Address);
        var studies = new StudyService.StudyServiceClient(channel);
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => studies.GetFrontierAsync(new GetFrontierRequest { StudyId = "large" }).ResponseAsync));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"20 frontiers at once: {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s; resident {before:F0} MiB before, {ResidentMiB(serve.Program.Id):F0} MiB after, peak of its life {StatusMiB(serve.Program.Id, "VmHWM:"):F0} MiB"));
    }

    private static Task SayAsync(TextWriter output, string what, double seen, double limit, string unit) => output.WriteLineAsync(
        string.Create(CultureInfo.InvariantCulture, $"{what}: {seen:F2} {unit}")
        + (double.IsFinite(limit) ? string.Create(CultureInfo.InvariantCulture, $", limit {limit:F2} {unit}: {(seen <= limit ? "met" : "MISSED")}") : ""));

    private static double ResidentMiB(int process) => StatusMiB(process, "VmRSS:");

    /// <summary>0 for a process that has ended.</summary>
    private static double StatusMiB(int process, string field)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith(field, StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>What a process has had of the processors; other programs of the machine do not change it much. 0 for one that has ended.</summary>
    private static double ProcessorSeconds(int process)
    {
        const double TicksPerSecond = 100;
        try
        {
            string text = File.ReadAllText($"/proc/{process}/stat");
            string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>A coordinator that runs.</summary>
    private sealed record Served(RunningProgram Program, Uri Address) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Program.DisposeAsync();
    }
}
