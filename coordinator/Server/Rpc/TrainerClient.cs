using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Lts.Contracts;
using Lts.Coordinator.Trainings;
using Lts.Domain;
using Lts.Domain.Trainings;
using Lts.Serving.Client;
using Lts.Serving.Errors;
using Proto = Lts.Protos.V1;

namespace Lts.Coordinator.Rpc;

/// <summary>A trainer over gRPC.</summary>
/// <param name="client">Sends the calls to the trainer; the caller disposes of its channel.</param>
/// <param name="address">For messages.</param>
/// <param name="time">For deadlines.</param>
internal sealed class TrainerClient(Proto.TrainerService.TrainerServiceClient client, string address, TimeProvider time) : ITrainer
{
    private const int LongestConfiguration = 1 << 20; // four times what a trainer takes: room for its defaults

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan HashTimeout = TimeSpan.FromMinutes(5); // the first listing reads every file

    /// <inheritdoc/>
    public async Task<string> CheckAsync(string id, TrainingSpec spec, CancellationToken cancellationToken)
    {
        var job = await Named(
            () => client.SubmitJobAsync(Request(id, spec, validateOnly: true), Within(CallTimeout, cancellationToken)).ResponseAsync,
            cancellationToken);
        return job.Spec?.Configuration is not { } configuration ? ""
            : configuration.Length <= LongestConfiguration ? configuration
            : throw Nonsense($"a configuration of {configuration.Length} characters.");
    }

    /// <inheritdoc/>
    public async Task<TrainerJob> SubmitAsync(string id, TrainingSpec spec, CancellationToken cancellationToken) => Read(
        await Named(
            () => client.SubmitJobAsync(Request(id, spec, validateOnly: false), Within(CallTimeout, cancellationToken)).ResponseAsync,
            cancellationToken),
        id);

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
            yield return Read(call.ResponseStream.Current.Job, id);
        }
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<TrainedFile>> ListFilesAsync(string id, CancellationToken cancellationToken)
    {
        var response = await Named(
            () => client.ListArtifactsAsync(
                new Proto.ListArtifactsRequest { JobId = id }, Within(HashTimeout, cancellationToken)).ResponseAsync,
            cancellationToken);
        return TrainerCheck.Errors(response.Artifacts) is { Count: > 0 } errors
            ? throw Nonsense($"files that cannot be: {Told(errors)}")
            : [.. response.Artifacts.Select(TrainingMapping.Read)];
    }

    /// <summary>A job as its trainer tells it, once it has been held against the limits. A line of the curve that cannot be is left out.</summary>
    private TrainerJob Read(Proto.Job? job, string id)
    {
        if (job is null || job.Id != id)
        {
            throw Nonsense($"job '{Printable.Of(job?.Id ?? "", 64)}' where it was asked for '{id}'.");
        }

        if (job.Result is not null && TrainerCheck.Errors(job.Result) is { Count: > 0 } errors)
        {
            throw Nonsense($"a result that cannot be: {Told(errors)}");
        }

        return new TrainerJob(
            (TrainingState)job.State,
            job.Progress is not null && TrainerCheck.IsPlausible(job.Progress) ? TrainingProgressMapping.Read(job.Progress) : null,
            job.Result is null ? null : TrainingResultMapping.Read(job.Result),
            Printable.Lines(job.FailureMessage, Limits.MessageLength));
    }

    private static string Told(IReadOnlyList<string> errors) =>
        string.Join(' ', errors.Take(5)) + (errors.Count > 5 ? $" And {errors.Count - 5} more." : "");

    private TrainerException Nonsense(string what) =>
        new(TrainerFailure.Broken, $"The trainer at {address} sent {what} Is it a trainer of lts-distributed, and of this version?");

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
    public static TrainerException Name(RpcException e, string address) =>
        Name(e, address, Printable.Lines(e.Status.Detail, Limits.MessageLength));

    private static TrainerException Name(RpcException e, string address, string detail) => e.StatusCode switch
    {
        StatusCode.Unavailable when e.Status.DebugException is { } cause =>
            new(TrainerFailure.Unavailable, $"The trainer at {address} cannot be reached: {ConnectionFailure.Describe(cause)}. Start it with `lts-trainer serve`.", e),
        // What gRPC makes of a connection that breaks depends on the moment; the exception tells it from the trainer's own words.
        StatusCode.Internal or StatusCode.Unknown or StatusCode.Aborted when e.Status.DebugException is { } cause =>
            new(TrainerFailure.Unavailable, $"The trainer at {address} cannot be reached: {ConnectionFailure.Describe(cause)}.", e),
        StatusCode.ResourceExhausted when !CauseTrailer.IsQuota(e.Trailers) => new(TrainerFailure.NoRoom, $"The trainer at {address}: {detail}", e),
        // Asked too often just now; trying again works.
        StatusCode.Unavailable or StatusCode.Cancelled or StatusCode.ResourceExhausted => new(TrainerFailure.Unavailable, $"The trainer at {address}: {detail}", e),
        StatusCode.DeadlineExceeded => new(TrainerFailure.Unavailable, $"The trainer at {address} did not answer in time.", e),
        StatusCode.InvalidArgument => new(TrainerFailure.Invalid, detail, e),
        StatusCode.OutOfRange => new(TrainerFailure.OutOfRange, detail, e),
        StatusCode.NotFound => new(TrainerFailure.NotFound, detail, e),
        StatusCode.AlreadyExists or StatusCode.FailedPrecondition => new(TrainerFailure.Conflict, detail, e),
        StatusCode.Unimplemented => new(TrainerFailure.WrongVersion, $"What answers at {address} is not a trainer, or not one of this version.", e),
        _ => new(TrainerFailure.Broken, $"The trainer at {address} failed ({e.StatusCode}): {detail}", e),
    };
}
