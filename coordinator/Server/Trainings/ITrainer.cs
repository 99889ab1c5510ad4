using System.Collections.Immutable;
using Lts.Domain.Trainings;

namespace Lts.Coordinator.Trainings;

/// <summary>A trainer's queue. Every call fails with <see cref="TrainerException"/>.</summary>
internal interface ITrainer
{
    /// <summary>Checks a job; queues nothing.</summary>
    /// <param name="id">The job's id; empty where it is not known yet.</param>
    /// <param name="spec">What is to be trained.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The configuration with every default filled in, as the trainer writes it; of a job that is there, as it was submitted.</returns>
    public Task<string> CheckAsync(string id, TrainingSpec spec, CancellationToken cancellationToken);

    /// <summary>Queues a job; the same again gives the one that is there.</summary>
    public Task<TrainerJob> SubmitAsync(string id, TrainingSpec spec, CancellationToken cancellationToken);

    /// <summary>Queues a cancelled or failed job again.</summary>
    public Task ResumeAsync(string id, CancellationToken cancellationToken);

    /// <summary>Stops a job, with a checkpoint.</summary>
    public Task CancelAsync(string id, CancellationToken cancellationToken);

    /// <summary>The job at once and whenever something changes, until it has ended.</summary>
    public IAsyncEnumerable<TrainerJob> WatchAsync(string id, CancellationToken cancellationToken);

    /// <summary>The files of a completed job.</summary>
    public Task<ImmutableArray<TrainedFile>> ListFilesAsync(string id, CancellationToken cancellationToken);
}
