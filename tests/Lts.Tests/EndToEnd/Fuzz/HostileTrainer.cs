using Google.Protobuf;
using Grpc.Core;
using Lts.Protos.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lts.Tests.EndToEnd.Fuzz;

/// <summary>A trainer over a real socket whose answers are valid but for one extreme value somewhere.</summary>
internal sealed class HostileTrainer : TrainerService.TrainerServiceBase, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private WebApplication _application = null!;
    private Random _random = new(0);

    public string Address => _application.Urls.Single();

    /// <summary>What it did to its answers since <see cref="Begin"/>.</summary>
    public string Said { get; private set; } = "";

    public static async Task<HostileTrainer> StartAsync()
    {
        var trainer = new HostileTrainer();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(k => k.ConfigureEndpointDefaults(e => e.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc(grpc => grpc.MaxSendMessageSize = null);
        builder.Services.AddSingleton(trainer);
        trainer._application = builder.Build();
        trainer._application.MapGrpcService<HostileTrainer>();
        await trainer._application.StartAsync();
        return trainer;
    }

    /// <summary>The next input.</summary>
    public void Begin(int number)
    {
        lock (_gate)
        {
            (_random, Said) = (FuzzForm.RandomOf(number), "");
        }
    }

    public override Task<Job> SubmitJob(SubmitJobRequest request, ServerCallContext context) =>
        Task.FromResult(Worse(new Job { Id = request.JobId, State = JobState.Queued, Spec = request.Spec, Device = "cpu" }, often: false));

    public override Task<Job> CancelJob(CancelJobRequest request, ServerCallContext context) =>
        Task.FromResult(Worse(new Job { Id = request.JobId, State = JobState.Cancelled }, often: true));

    public override Task<Job> ResumeJob(ResumeJobRequest request, ServerCallContext context) =>
        Task.FromResult(Worse(new Job { Id = request.JobId, State = JobState.Queued }, often: true));

    public override async Task WatchJob(WatchJobRequest request, IServerStreamWriter<JobUpdate> responseStream, ServerCallContext context)
    {
        var job = new Job
        {
            Id = request.JobId,
            State = JobState.Running,
            Progress = new TrainingProgress { Step = 1, Steps = 2, Tokens = 3, TrainLoss = 4, ValidationLoss = 5, ValidationPerplexity = 6, BitsPerByte = 7 },
        };
        await responseStream.WriteAsync(Worse(new JobUpdate { Job = job }, often: true));
        job.State = JobState.Completed;
        job.Result = new TrainingResult
        {
            ArchitectureId = "gpt2_trained",
            DecoderParameters = 1000,
            TotalParameters = 2000,
            Steps = 2,
            Tokens = 3,
            TrainLoss = 4,
            ValidationLoss = 3,
            ValidationPerplexity = 20,
            WordPerplexity = 100,
            BitsPerByte = 2,
            CorpusSha256 = new string('c', 64),
            TokenizerSha256 = new string('d', 64),
            TrainingS = 10,
            Libtorch = "2.9",
            Device = "cpu",
            PeakMemoryBytes = 1 << 20,
        };
        await responseStream.WriteAsync(Worse(new JobUpdate { Job = job }, often: true));
    }

    public override Task<ListArtifactsResponse> ListArtifacts(ListArtifactsRequest request, ServerCallContext context) => Task.FromResult(Worse(
        new ListArtifactsResponse { Artifacts = { new Artifact { Name = "model/model.safetensors", SizeBytes = 3, Sha256 = new string('e', 64) } } }, often: true));

    public override Task DownloadArtifact(DownloadArtifactRequest request, IServerStreamWriter<ArtifactChunk> responseStream, ServerCallContext context) =>
        responseStream.WriteAsync(Worse(new ArtifactChunk { Offset = request.Offset, Data = ByteString.CopyFromUtf8("abc") }, often: true));

    public override Task GenerateText(GenerateTextRequest request, IServerStreamWriter<GenerateTextResponse> responseStream, ServerCallContext context) =>
        responseStream.WriteAsync(Worse(new GenerateTextResponse { Text = " upon", EndReason = "max_tokens", TokenCount = 1 }, often: true));

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private T Worse<T>(T answer, bool often)
        where T : IMessage
    {
        lock (_gate)
        {
            if (_random.Next(often ? 3 : 8) == 0)
            {
                (answer, string change) = ExtremeMessages.Distorted(answer, _random);
                Said += change + "\n";
            }

            return answer;
        }
    }
}
