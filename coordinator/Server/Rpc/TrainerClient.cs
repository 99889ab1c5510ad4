using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Lts.Contracts;
using Lts.Coordinator.Trainings;
using Lts.Domain;
using Lts.Domain.Trainings;
using Lts.Serving.Client;
using Proto = Lts.Protos.V1;

namespace Lts.Coordinator.Rpc;

/// <summary>A trainer over gRPC.</summary>
/// <param name="client">Sends the calls to the trainer; the caller disposes of its channel.</param>
/// <param name="address">For messages.</param>
/// <param name="time">For deadlines.</param>
internal sealed class TrainerClient(Proto.TrainerService.TrainerServiceClient client, string address, TimeProvider time) : ITrainer
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan HashTimeout = TimeSpan.FromMinutes(5); // the first listing reads every file

    /// <inheritdoc/>
    public async Task<string> CheckAsync(string id, TrainingSpec spec, CancellationToken cancellationToken)
    {
        var job = await Named(
            () => client.SubmitJobAsync(Request(id, spec, validateOnly: true), Within(CallTimeout, cancellationToken)).ResponseAsync,
            cancellationToken);
        string complete = job.Spec?.Configuration ?? "";
        return complete.Length <= Limits.ConfigurationLength
            ? complete
            : throw Broken([$"a configuration of {complete.Length} characters."]);
    }

    /// <inheritdoc/>
    public async Task<TrainerJob> SubmitAsync(string id, TrainingSpec spec, CancellationToken cancellationToken) => Read(
        await Named(
            () => client.SubmitJobAsync(Request(id, spec, validateOnly: false), Within(CallTimeout, cancellationToken)).ResponseAsync,
            cancellationToken));

    /// <inheritdoc/>
    public Task ResumeAsync(string id, CancellationToken cancellationToken) =>
        Named(() => client.ResumeJobAsync(new Proto.ResumeJobRequest { JobId = id }, Within(CallTimeout, cancellationToken)).ResponseAsync,
            cancellationToken);

    /// <inheritdoc/>
    public Task CancelAsync(string id, CancellationToken cancellationToken) =>
        Named(() => client.CancelJobAsync(new Proto.CancelJobRequest { JobId = id }, Within(CallTimeout, cancellationToken)).ResponseAsync,
            cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<TrainerJob> WatchAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var call = client.WatchJob(new Proto.WatchJobRequest { JobId = id }, cancellationToken: cancellationToken);
        while (await Named(() => call.ResponseStream.MoveNext(cancellationToken), cancellationToken))
        {
            yield return Read(call.ResponseStream.Current.Job);
        }
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<TrainedFile>> ListFilesAsync(string id, CancellationToken cancellationToken)
    {
        var response = await Named(
            () => client.ListArtifactsAsync(
                new Proto.ListArtifactsRequest { JobId = id }, Within(HashTimeout, cancellationToken)).ResponseAsync,
            cancellationToken);
        return TrainingMapping.Errors(response.Artifacts) is { Count: > 0 } errors
            ? throw Broken(errors)
            : [.. response.Artifacts.Select(TrainingMapping.Read)];
    }

    private TrainerJob Read(Proto.Job? job)
    {
        var errors = job is null ? ["an update without a job."] : job.Result is null ? [] : TrainingResultMapping.Errors(job.Result);
        return errors.Count > 0
            ? throw Broken(errors)
            : new TrainerJob(
                (TrainingState)job!.State,
                job.Progress is null ? null : TrainingProgressMapping.Read(job.Progress),
                job.Result is null ? null : TrainingResultMapping.Read(job.Result),
                Printable.Lines(job.FailureMessage, Limits.MessageLength));
    }

    private TrainerException Broken(IEnumerable<string> errors) =>
        new(TrainerFailure.Broken, $"The trainer at {address} sent what makes no sense: {string.Join(' ', errors.Take(Limits.ErrorCount))}");

    private static Proto.SubmitJobRequest Request(string id, TrainingSpec spec, bool validateOnly) =>
        new() { JobId = id, Spec = TrainingMapping.ToProto(spec), ValidateOnly = validateOnly };

    private CallOptions Within(TimeSpan timeout, CancellationToken cancellationToken) =>
        new(deadline: (time.GetUtcNow() + timeout).UtcDateTime, cancellationToken: cancellationToken);

    private async Task<T> Named<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (RpcException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Status.Detail, e, cancellationToken);
        }
        catch (RpcException e)
        {
            throw Name(e, address);
        }
    }

    /// <summary>What a failed call means.</summary>
    public static TrainerException Name(RpcException e, string address) => e.StatusCode switch
    {
        StatusCode.Unavailable when e.Status.DebugException is { } cause =>
            new(TrainerFailure.Unavailable, $"The trainer at {address} cannot be reached: {ConnectionFailure.Describe(cause)}. Start it with `lts-trainer serve`.", e),
        // What gRPC makes of a connection that breaks depends on the moment; the exception tells it from the trainer's own words.
        StatusCode.Internal or StatusCode.Unknown or StatusCode.Aborted when e.Status.DebugException is { } cause =>
            new(TrainerFailure.Unavailable, $"The trainer at {address} cannot be reached: {ConnectionFailure.Describe(cause)}.", e),
        StatusCode.Unavailable or StatusCode.Cancelled => new(TrainerFailure.Unavailable, $"The trainer at {address}: {e.Status.Detail}", e),
        StatusCode.DeadlineExceeded => new(TrainerFailure.Unavailable, $"The trainer at {address} did not answer in time.", e),
        StatusCode.InvalidArgument => new(TrainerFailure.Invalid, e.Status.Detail, e),
        StatusCode.OutOfRange => new(TrainerFailure.OutOfRange, e.Status.Detail, e),
        StatusCode.NotFound => new(TrainerFailure.NotFound, e.Status.Detail, e),
        StatusCode.AlreadyExists or StatusCode.FailedPrecondition => new(TrainerFailure.Conflict, e.Status.Detail, e),
        StatusCode.Unimplemented => new(TrainerFailure.WrongVersion, $"What answers at {address} is not a trainer, or not one of this version.", e),
        _ => new(TrainerFailure.Broken, $"The trainer at {address} failed ({e.StatusCode}): {e.Status.Detail}", e),
    };
}
