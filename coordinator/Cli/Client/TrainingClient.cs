using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Lts.Contracts;
using Lts.Domain.Trainings;
using Proto = Lts.Protos.V1;

namespace Lts.Cli.Client;

/// <summary>Trainings of what studies found, as records of the domain. Every call may fail with <see cref="RpcException"/>.</summary>
/// <param name="client">Sends the calls; the caller disposes of its channel.</param>
/// <param name="soon">Options of a call that must answer soon.</param>
internal sealed class TrainingClient(Proto.TrainingService.TrainingServiceClient client, Func<CancellationToken, CallOptions> soon)
{
    /// <summary>Has architectures trained.</summary>
    /// <param name="request">What is wanted; the coordinator checks it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ImmutableArray<Training>> CreateAsync(TrainingRequest request, CancellationToken cancellationToken)
    {
        var response = await client.CreateTrainingsAsync(TrainingMapping.ToProto(request), soon(cancellationToken));
        return [.. response.Trainings.Select(TrainingMapping.Read)];
    }

    /// <summary>Trainings, oldest first.</summary>
    /// <param name="study">Only those of this study, by id or name; empty for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ImmutableArray<Training>> ListAsync(string study, CancellationToken cancellationToken) => ListPages.AllAsync(
        async (size, token) => await client.ListTrainingsAsync(
            new Proto.ListTrainingsRequest { StudyId = study, PageSize = size, PageToken = token }, soon(cancellationToken)),
        response => (response.Trainings.Select(TrainingMapping.Read), response.NextPageToken));

    /// <summary>One training, by its id or an unambiguous beginning of it.</summary>
    public async Task<Training> GetAsync(string id, CancellationToken cancellationToken) =>
        TrainingMapping.Read(await client.GetTrainingAsync(new Proto.GetTrainingRequest { TrainingId = id }, soon(cancellationToken)));

    /// <summary>Stops a training.</summary>
    public async Task<Training> CancelAsync(string id, CancellationToken cancellationToken) =>
        TrainingMapping.Read(await client.CancelTrainingAsync(new Proto.CancelTrainingRequest { TrainingId = id }, soon(cancellationToken)));

    /// <summary>A training at once, then again for every change, until it has ended; see <see cref="ReconnectingStream{T}"/>.</summary>
    /// <param name="id">Its id, or an unambiguous beginning of it.</param>
    /// <param name="time">For the pauses between tries.</param>
    /// <param name="note">Told, in words, when the connection is lost and when it is back.</param>
    /// <param name="cancellationToken">Stops watching.</param>
    public IAsyncEnumerable<Training> WatchAsync(string id, TimeProvider time, Action<string> note, CancellationToken cancellationToken) =>
        new ReconnectingStream<Proto.Training>(
            token => client.WatchTraining(new Proto.WatchTrainingRequest { TrainingId = id }, cancellationToken: token),
            message => TrainingMapping.Read(message).HasEnded, time, note).ReadAsync(cancellationToken).Select(TrainingMapping.Read);

    /// <summary>A file of a completed training, in pieces.</summary>
    /// <param name="id">Its id, or an unambiguous beginning of it.</param>
    /// <param name="name">The file's name there.</param>
    /// <param name="offset">The first byte that is wanted, from 0.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async IAsyncEnumerable<(long Offset, ReadOnlyMemory<byte> Data)> DownloadAsync(
        string id, string name, long offset, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new Proto.DownloadArtifactRequest { JobId = id, Name = name, Offset = offset };
        using var call = client.DownloadArtifact(request, cancellationToken: cancellationToken);
        await foreach (var chunk in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            yield return (chunk.Offset, chunk.Data.Memory);
        }
    }

    /// <summary>Text of a trained model, piece by piece as it is written.</summary>
    public async IAsyncEnumerable<GeneratedPiece> GenerateAsync(
        GenerationRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var call = client.GenerateText(ToProto(request), cancellationToken: cancellationToken);
        await foreach (var piece in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            yield return new GeneratedPiece(piece.PromptIndex, piece.Text, piece.EndReason, piece.TokenCount);
        }
    }

    private static Proto.GenerateTextRequest ToProto(GenerationRequest request)
    {
        var message = new Proto.GenerateTextRequest { JobId = request.TrainingId, Prompts = { request.Prompts }, Stop = { request.Stop } };
        Set(request.MaxTokens, value => message.MaxTokens = value);
        Set(request.Temperature, value => message.Temperature = value);
        Set(request.TopK, value => message.TopK = value);
        Set(request.TopP, value => message.TopP = value);
        Set(request.RepetitionPenalty, value => message.RepetitionPenalty = value);
        Set(request.Seed, value => message.Seed = value);
        return message;

        static void Set<T>(T? value, Action<T> set)
            where T : struct
        {
            if (value is { } given)
            {
                set(given);
            }
        }
    }
}
