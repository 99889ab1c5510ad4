using System.Collections.Immutable;
using Lts.Domain.Trainings;

namespace Lts.Coordinator.Trainings;

/// <summary>A trainer's queue. Every call fails with <see cref="TrainerException"/>.</summary>
internal interface ITrainer
{
    /// <summary>Checks a job; queues nothing.</summary>
    public Task CheckAsync(string id, TrainingSpec spec, CancellationToken cancellation);

    /// <summary>Queues a job; the same again gives the one that is there.</summary>
    public Task<TrainerJob> SubmitAsync(string id, TrainingSpec spec, CancellationToken cancellation);

    /// <summary>Queues a cancelled or failed job again.</summary>
    public Task ResumeAsync(string id, CancellationToken cancellation);

    /// <summary>Stops a job, with a checkpoint.</summary>
    public Task CancelAsync(string id, CancellationToken cancellation);

    /// <summary>The job at once and whenever something changes, until it has ended.</summary>
    public IAsyncEnumerable<TrainerJob> WatchAsync(string id, CancellationToken cancellation);

    /// <summary>The files of a completed job.</summary>
    public Task<ImmutableArray<TrainedFile>> ListFilesAsync(string id, CancellationToken cancellation);
}
