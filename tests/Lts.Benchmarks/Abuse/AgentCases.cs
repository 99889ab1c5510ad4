using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Lts.Protos.V1;
using Lts.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lts.Benchmarks.Abuse;

/// <summary>What a coordinator may do to an agent.</summary>
internal static class AgentCases
{
    public static IReadOnlyList<AbuseCase> All { get; } =
    [
        new("big-graphs", "a coordinator hands out two graphs of 1.5 GiB: the agent's memory", BigGraphsAsync),
        new("refused-agent", "an agent whose name is another's: what it does", RefusedAgentAsync),
    ];

    private static async Task<string> BigGraphsAsync(ProgramSet programs)
    {
        using var folder = new TemporaryDirectory();
        var hostile = new HostileCoordinator();
        await using var server = await ServeAsync(hostile);
        await using var agent = Start(programs, server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single(), folder["agent"]);
        double peak = 0;
        for (int i = 0; i < 60 && !agent.HasExited && hostile.Answered < 2; i++)
        {
            peak = Math.Max(peak, Victim.MemoryOf(agent.Id, "VmHWM:"));
            await Pause.ForAsync(1);
        }

        return string.Create(
            CultureInfo.InvariantCulture, $"{peak:F0} MiB, {hostile.SentBytes >> 20} MiB fetched, {(agent.HasExited ? "dead" : $"{hostile.Answered} answered")}");
    }

    private static async Task<string> RefusedAgentAsync(ProgramSet programs)
    {
        using var folder = new TemporaryDirectory();
        await using var victim = await Victim.StartAsync(programs);
        await victim.ConnectAsync("taken");
        await using var agent = Start(programs, victim.Address.ToString(), folder["agent"]);
        await Pause.ForAsync(15);
        string last = agent.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault("");
        return agent.HasExited ? $"it has ended: {IdentityCases.Cut(last)}" : $"it goes on: {IdentityCases.Cut(last)}";
    }

    private static RunningProgram Start(ProgramSet programs, string coordinator, string data) => RunningProgram.StartCommand(
        "dotnet", [programs.Agent, "run", "--coordinator", coordinator, "--name", "taken", "--data", data]);

    private static async Task<WebApplication> ServeAsync(HostileCoordinator hostile)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(hostile);
        var app = builder.Build();
        app.MapGrpcService<HostileCoordinator>();
        await app.StartAsync();
        return app;
    }

    /// <summary>Hands out two leases whose graphs do not end.</summary>
    private sealed class HostileCoordinator : AgentService.AgentServiceBase
    {
        private const long GraphBytes = 3L << 29;
        private long _sent;
        private int _answered;

        public long SentBytes => Interlocked.Read(ref _sent);

        public int Answered => _answered;

        public override async Task Connect(
            IAsyncStreamReader<AgentMessage> requestStream, IServerStreamWriter<CoordinatorMessage> responseStream, ServerCallContext context)
        {
            await requestStream.MoveNext(context.CancellationToken);
            await responseStream.WriteAsync(new CoordinatorMessage
            {
                Registered = new Registered { DeviceClass = "c", HeartbeatIntervalMs = 1_000, LeaseTimeoutMs = 30_000, CoordinatorVersion = "1.0" },
            });
            for (int i = 0; i < 2; i++)
            {
                await responseStream.WriteAsync(new CoordinatorMessage
                {
                    Lease = new Lease
                    {
                        AttemptId = $"0123abcd.0.{i}.1",
                        StudyId = "0123abcd",
                        CandidateId = $"0123abcd.0.{i}",
                        Attempt = 1,
                        Graph = new Graph { Sha256 = new string((char)('a' + i), 64), SizeBytes = GraphBytes },
                        Plan = new MeasurementPlan { BatchSize = 1, SequenceLength = 8, MinRounds = 5, MaxRounds = 8, WarmupRuns = 1, MemoryRuns = 1, TimeLimitMs = 60_000 },
                    },
                });
            }

            while (await requestStream.MoveNext(context.CancellationToken))
            {
                if (requestStream.Current.Result is not null)
                {
                    Interlocked.Increment(ref _answered);
                }
            }
        }

        public override async Task DownloadGraph(
            DownloadGraphRequest request, IServerStreamWriter<GraphChunk> responseStream, ServerCallContext context)
        {
            var content = UnsafeByteOperations.UnsafeWrap(new byte[1 << 20]);
            for (long offset = request.OffsetBytes; offset < GraphBytes; offset += content.Length)
            {
                await responseStream.WriteAsync(new GraphChunk { OffsetBytes = offset, Content = content });
                Interlocked.Add(ref _sent, content.Length);
            }
        }
    }
}
