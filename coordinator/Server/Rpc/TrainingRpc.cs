using Grpc.Core;
using Lts.Contracts;
using Lts.Coordinator.Trainings;
using Lts.Domain.Trainings;
using Proto = Lts.Protos.V1;

namespace Lts.Coordinator.Rpc;

/// <summary>Serves those who train what a study found. Texts and files come from the trainer and are handed through.</summary>
internal sealed class TrainingRpc(TrainingManager trainings, TrainerClients trainers) : Proto.TrainingService.TrainingServiceBase
{
    /// <inheritdoc/>
    public override async Task<Proto.CreateTrainingsResponse> CreateTrainings(
        Proto.CreateTrainingsRequest request, ServerCallContext context)
    {
        var created = await trainings.CreateAsync(TrainingMapping.Read(request), context.CancellationToken);
        return new Proto.CreateTrainingsResponse { Trainings = { created.Select(Write) } };
    }

    /// <inheritdoc/>
    public override Task<Proto.ListTrainingsResponse> ListTrainings(Proto.ListTrainingsRequest request, ServerCallContext context)
    {
        var (page, next) = ListPage.Take(key => trainings.List(request.StudyId, key), Write, request.PageSize, request.PageToken);
        return Task.FromResult(new Proto.ListTrainingsResponse { Trainings = { page }, NextPageToken = next });
    }

    /// <inheritdoc/>
    public override Task<Proto.Training> GetTraining(Proto.GetTrainingRequest request, ServerCallContext context) =>
        Task.FromResult(Write(trainings.Get(request.TrainingId)));

    /// <inheritdoc/>
    public override async Task WatchTraining(
        Proto.WatchTrainingRequest request, IServerStreamWriter<Proto.Training> responseStream, ServerCallContext context)
    {
        await foreach (var training in trainings.WatchAsync(request.TrainingId, context.CancellationToken))
        {
            await responseStream.WriteAsync(Write(training), context.CancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async Task<Proto.Training> CancelTraining(Proto.CancelTrainingRequest request, ServerCallContext context) =>
        Write(await trainings.CancelAsync(request.TrainingId, context.CancellationToken));

    /// <inheritdoc/>
    public override async Task GenerateText(
        Proto.GenerateTextRequest request, IServerStreamWriter<Proto.GenerateTextResponse> responseStream, ServerCallContext context)
    {
        var training = trainings.GetComplete(request.JobId);
        request.JobId = training.Id; // may have been just its beginning
        using var call = trainers.ClientAt(training.Trainer).GenerateText(request, cancellationToken: context.CancellationToken);
        await HandThroughAsync(training, call.ResponseStream, responseStream, _ => true, context);
    }

    /// <inheritdoc/>
    public override async Task DownloadArtifact(
        Proto.DownloadArtifactRequest request, IServerStreamWriter<Proto.ArtifactChunk> responseStream, ServerCallContext context)
    {
        var training = trainings.GetComplete(request.JobId);
        request.JobId = training.Id;
        using var call = trainers.ClientAt(training.Trainer).DownloadArtifact(request, cancellationToken: context.CancellationToken);
        // No more than the trainer itself said that the file has.
        var left = training.Files.FirstOrDefault(file => file.Name == request.Name)?.SizeBytes - request.Offset;
        await HandThroughAsync(training, call.ResponseStream, responseStream, chunk => !((left -= chunk.Data.Length) < 0), context);
    }

    private static async Task HandThroughAsync<T>(
        Training training, IAsyncStreamReader<T> from, IServerStreamWriter<T> to, Predicate<T> isWanted, ServerCallContext context)
    {
        try
        {
            await foreach (var message in from.ReadAllAsync(context.CancellationToken))
            {
                if (!isWanted(message))
                {
                    throw new TrainerException(
                        TrainerFailure.Broken, $"The trainer at {training.Trainer} sent more than the file has. Nothing further of it is passed on.");
                }

                await to.WriteAsync(message, context.CancellationToken);
            }
        }
        catch (RpcException e) when (!context.CancellationToken.IsCancellationRequested)
        {
            throw TrainerClient.Name(e, training.Trainer);
        }
    }

    private Proto.Training Write(Training training) =>
        TrainingMapping.ToProto(training with { StudyName = trainings.StudyNameOf(training) });
}
