using System.Collections.Concurrent;
using System.Collections.Immutable;
using Grpc.Core;
using Lts.Protos.V1;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Service.Rpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using JobSpec = Lts.Protos.V1.JobSpec;
using JobState = Lts.Protos.V1.JobState;

namespace Lts.Tests.Coordinator.Trainings;

/// <summary>A trainer's contract over real Kestrel on a loopback port. It trains nothing: a test says what becomes of its jobs.</summary>
internal sealed class PeerTrainer : TrainerService.TrainerServiceBase, IAsyncDisposable
{
    private readonly Lock _counting = new();
    private WebApplication _application = null!;
    private int _checks;

    public ConcurrentDictionary<string, Job> Jobs { get; private set; } = new();

    /// <summary>What submissions fail with; <see langword="null"/> lets them succeed.</summary>
    public Status? Refusal { get; set; }

    /// <summary>Whether it fills in defaults as a real trainer does; else it gives configurations back as they are.</summary>
    public bool FillsInDefaults { get; set; }

    /// <summary>Whether streams end without a word and without the job's end.</summary>
    public bool EndsStreams { get; set; }

    /// <summary>What the files of every job are said to be.</summary>
    public Artifact[] Artifacts { get; set; } = [new Artifact { Name = "model/model.safetensors", SizeBytes = 3, Sha256 = "ab" }];

    /// <summary>Whether files and updates never end.</summary>
    public bool IsEndless { get; set; }

    /// <summary>What checks wait for before they are answered.</summary>
    public Task Checking { get; set; } = Task.CompletedTask;

    /// <summary>Ids of the submissions that were only to be checked; empty where the id was not known yet.</summary>
    public ConcurrentQueue<string> Checked { get; } = new();

    /// <summary>Most checks that waited for their answers at one moment.</summary>
    public int MostChecksAtOnce { get; private set; }

    /// <summary>Submissions of each id that were not just checked.</summary>
    public ConcurrentQueue<string> Submitted { get; } = new();

    public int WatchCount { get; private set; }

    public string Address { get; private set; } = "http://127.0.0.1:0";

    public static async Task<PeerTrainer> StartAsync()
    {
        var trainer = new PeerTrainer();
        await trainer.ListenAsync();
        return trainer;
    }

    /// <summary>Starts again on the same port.</summary>
    public async Task ListenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Address).ConfigureKestrel(k => k.ConfigureEndpointDefaults(e => e.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        _application = builder.Build();
        _application.MapGrpcService<PeerTrainer>();
        await _application.StartAsync();
        Address = _application.Urls.Single();
    }

    /// <summary>Breaks every connection, as a trainer does that is killed.</summary>
    public async Task StopAsync()
    {
        using (var now = new CancellationTokenSource())
        {
            await now.CancelAsync();
            await _application.StopAsync(now.Token);
        }

        await _application.DisposeAsync();
    }

    /// <summary>As one whose data directory is gone.</summary>
    public void ForgetJobs() => Jobs = new();

    public void Change(string id, Action<Job> change) => Jobs.AddOrUpdate(id, _ => throw new KeyNotFoundException(id), (_, job) =>
    {
        var next = new Job(job);
        change(next);
        return next;
    });

    public void Complete(string id) => Change(id, job =>
    {
        job.State = JobState.Completed;
        job.Progress = new TrainingProgress { Step = 10, Steps = 10, TrainLoss = 2 };
        job.Result = new TrainingResult
        {
            ArchitectureId = "gpt2_trained",
            ValidationPerplexity = 20,
            ValidationLoss = 3,
            BitsPerByte = 2,
            CorpusSha256 = "c",
            TokenizerSha256 = "t",
        };
    });

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private void Count(int change)
    {
        lock (_counting)
        {
            MostChecksAtOnce = Math.Max(MostChecksAtOnce, _checks += change);
        }
    }

    public override async Task<Job> SubmitJob(SubmitJobRequest request, ServerCallContext context)
    {
        if (Refusal is { } refusal)
        {
            throw new RpcException(refusal);
        }

        var job = new Job { Id = request.JobId, State = JobState.Queued, Spec = request.Spec };
        if (request.ValidateOnly)
        {
            Checked.Enqueue(request.JobId);
            Count(+1);
            await Checking;
            Count(-1);
            if (FillsInDefaults && !Jobs.ContainsKey(request.JobId))
            {
                job = job.Clone();
                job.Spec.Configuration = Complete(request.Spec);
            }

            return job;
        }

        Submitted.Enqueue(request.JobId);
        var known = Jobs.GetOrAdd(request.JobId, job);
        return known.Spec.Configuration == request.Spec.Configuration
            ? known
            : throw new RpcException(new Status(StatusCode.AlreadyExists, $"Job '{request.JobId}' has other content."));
    }

    public override Task<Job> CancelJob(CancelJobRequest request, ServerCallContext context)
    {
        Find(request.JobId);
        Change(request.JobId, job => job.State = JobState.Cancelled);
        return Task.FromResult(Find(request.JobId));
    }

    public override Task<Job> ResumeJob(ResumeJobRequest request, ServerCallContext context)
    {
        Find(request.JobId);
        Change(request.JobId, job => job.State = JobState.Queued);
        return Task.FromResult(Find(request.JobId));
    }

    public override async Task WatchJob(WatchJobRequest request, IServerStreamWriter<JobUpdate> responseStream, ServerCallContext context)
    {
        WatchCount++;
        Job? seen = null;
        while (!context.CancellationToken.IsCancellationRequested)
        {
            var job = Find(request.JobId);
            if (IsEndless || !ReferenceEquals(job, seen))
            {
                seen = job;
                await responseStream.WriteAsync(new JobUpdate { Job = job });
            }

            if (EndsStreams || job.State is JobState.Completed or JobState.Failed or JobState.Cancelled)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(IsEndless ? 0 : 10), TimeProvider.System, context.CancellationToken);
        }
    }

    public override Task<ListArtifactsResponse> ListArtifacts(ListArtifactsRequest request, ServerCallContext context) => Task.FromResult(
        new ListArtifactsResponse { Artifacts = { Artifacts } });

    public override async Task DownloadArtifact(DownloadArtifactRequest request, IServerStreamWriter<ArtifactChunk> responseStream, ServerCallContext context)
    {
        if (request.Offset > 3)
        {
            throw new RpcException(new Status(StatusCode.OutOfRange, "The file has 3 bytes."));
        }

        do
        {
            await responseStream.WriteAsync(
                new ArtifactChunk { Offset = request.Offset, Data = Google.Protobuf.ByteString.CopyFromUtf8("abc"[(int)request.Offset..]) },
                context.CancellationToken);
        }
        while (IsEndless);
    }

    public override async Task GenerateText(GenerateTextRequest request, IServerStreamWriter<GenerateTextResponse> responseStream, ServerCallContext context)
    {
        if (request.TopK < 0)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, "top_k must be at least 0."));
        }

        await responseStream.WriteAsync(new GenerateTextResponse { Text = " upon" });
        await responseStream.WriteAsync(new GenerateTextResponse { Text = " a time", EndReason = "max_tokens", TokenCount = 3 });
    }

    private static string Complete(JobSpec spec)
    {
        var jobs = new JobConfiguration(ImmutableDictionary<string, string>.Empty.Add("text", "/text"));
        return JobConfiguration.Complete(jobs.Compose(SpecMapping.Read(spec) with { Corpora = ["text"] }, "/run").Configuration);
    }

    private Job Find(string id) =>
        Jobs.TryGetValue(id, out var job) ? job : throw new RpcException(new Status(StatusCode.NotFound, $"There is no job '{id}'."));
}
