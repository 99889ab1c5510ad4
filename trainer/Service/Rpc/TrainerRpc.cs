using Google.Protobuf;
using Grpc.Core;
using Lts.Contracts;
using Lts.Domain.Trainings;
using Lts.Trainer.Service.Artifacts;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Service.Running;
using Lts.Trainer.Service.Texts;
using Microsoft.Extensions.Hosting;
using Proto = Lts.Protos.V1;

namespace Lts.Trainer.Service.Rpc;

/// <summary>The service of protos/lts/v1/trainer.proto.</summary>
internal sealed class TrainerRpc(
    JobQueue queue, JobStore store, ArtifactHashes hashes, TextWriterQueue texts, TimeProvider time, IHostApplicationLifetime lifetime)
    : Proto.TrainerService.TrainerServiceBase
{
    /// <inheritdoc/>
    public override Task<Proto.Job> SubmitJob(Proto.SubmitJobRequest request, ServerCallContext context)
    {
        var spec = SpecMapping.Read(request.Spec);
        return Task.FromResult(ToProto(request.ValidateOnly ? queue.Check(request.JobId, spec) : queue.Submit(request.JobId, spec)));
    }

    /// <inheritdoc/>
    public override Task<Proto.ListJobsResponse> ListJobs(Proto.ListJobsRequest request, ServerCallContext context)
    {
        var page = JobPage.Of(store.All, request.PageSize, request.PageToken);
        return Task.FromResult(new Proto.ListJobsResponse
        {
            Jobs = { page.Jobs.Select(job => JobMapping.ToListedProto(job, store.FolderOf(job.Id).Run)) },
            NextPageToken = page.NextToken,
        });
    }

    /// <inheritdoc/>
    public override Task<Proto.Job> GetJob(Proto.GetJobRequest request, ServerCallContext context) =>
        Task.FromResult(ToProto(store.Get(request.JobId)));

    /// <inheritdoc/>
    public override async Task WatchJob(Proto.WatchJobRequest request, IServerStreamWriter<Proto.JobUpdate> responseStream, ServerCallContext context)
    {
        await UntilStoppedAsync(context, async cancellationToken =>
        {
            await foreach (var update in JobWatch.FollowAsync(store, request.JobId, time, cancellationToken))
            {
                await responseStream.WriteAsync(update, cancellationToken);
            }
        });
    }

    /// <inheritdoc/>
    public override Task<Proto.Job> CancelJob(Proto.CancelJobRequest request, ServerCallContext context) =>
        Task.FromResult(ToProto(queue.Cancel(request.JobId)));

    /// <inheritdoc/>
    public override Task<Proto.DeleteJobResponse> DeleteJob(Proto.DeleteJobRequest request, ServerCallContext context)
    {
        queue.Delete(request.JobId);
        return Task.FromResult(new Proto.DeleteJobResponse());
    }

    /// <inheritdoc/>
    public override Task<Proto.Job> ResumeJob(Proto.ResumeJobRequest request, ServerCallContext context) =>
        Task.FromResult(ToProto(queue.Resume(request.JobId)));

    /// <inheritdoc/>
    public override async Task<Proto.ListArtifactsResponse> ListArtifacts(Proto.ListArtifactsRequest request, ServerCallContext context)
    {
        var job = store.Get(request.JobId);
        var response = new Proto.ListArtifactsResponse();
        foreach (var file in ArtifactFiles.Of(job, store.FolderOf(job.Id).Run))
        {
            var sha256 = await hashes.Sha256Async(file, context.CancellationToken);
            response.Artifacts.Add(TrainingMapping.ToProto(new TrainedFile(file.Name, file.SizeBytes, sha256)));
        }

        return response;
    }

    /// <inheritdoc/>
    public override async Task DownloadArtifact(
        Proto.DownloadArtifactRequest request, IServerStreamWriter<Proto.ArtifactChunk> responseStream, ServerCallContext context)
    {
        var job = store.Get(request.JobId);
        var file = ArtifactFiles.Get(job, store.FolderOf(job.Id).Run, request.Name);
        await foreach (var (offset, data) in ArtifactReader.ReadAsync(file, request.Offset, context.CancellationToken))
        {
            await responseStream.WriteAsync(
                new Proto.ArtifactChunk { Offset = offset, Data = UnsafeByteOperations.UnsafeWrap(data) }, context.CancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async Task GenerateText(
        Proto.GenerateTextRequest request, IServerStreamWriter<Proto.GenerateTextResponse> responseStream, ServerCallContext context)
    {
        var job = store.Get(request.JobId);
        await UntilStoppedAsync(context, async cancellationToken =>
        {
            await foreach (var piece in texts.WriteAsync(job, store.FolderOf(job.Id).Run, TextMapping.Read(request), cancellationToken))
            {
                await responseStream.WriteAsync(TextMapping.ToProto(piece), cancellationToken);
            }
        });
    }

    /// <summary>Streams that may last end with the service.</summary>
    private async Task UntilStoppedAsync(ServerCallContext context, Func<CancellationToken, Task> stream)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            await stream(end.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The trainer is being stopped. Its jobs go on when it is started again."));
        }
    }

    private Proto.Job ToProto(JobRecord job) => JobMapping.ToProto(job, store.FolderOf(job.Id).Run);
}
