using System.Collections.Immutable;
using Lts.Domain;
using Lts.Hosting;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Training.Configuration;
using Microsoft.Extensions.Logging;

namespace Lts.Trainer.Service.Running;

/// <summary>The queue as clients see it. What a method has returned is on disk.</summary>
internal sealed class JobQueue : IAsyncDisposable
{
    /// <summary>Most jobs that wait or run.</summary>
    internal const int MostWaiting = 1_000;

    /// <summary>Most jobs that are kept, ended ones among them.</summary>
    internal const int MostJobs = 10_000;

    private static readonly string[] Devices = [DeviceWords.Cpu, DeviceWords.Cuda];

    private readonly JobStore _store;
    private readonly JobConfiguration _configuration;
    private readonly TimeProvider _time;
    private readonly ILogger<JobQueue> _logger;
    private readonly ImmutableDictionary<string, DeviceWorker> _workers;
    private readonly CancellationTokenSource _stop = new();
    private Task _work = Task.CompletedTask;

    /// <summary>Takes up the jobs that are kept on disk; nothing runs before it is started.</summary>
    public JobQueue(JobStore store, JobConfiguration configuration, JobRunner runner, TimeProvider time, ILogger<JobQueue> logger)
    {
        (_store, _configuration, _time, _logger) = (store, configuration, time, logger);
        _workers = Devices.ToImmutableDictionary(device => device, device => new DeviceWorker(device, store, runner, time, logger));
    }

    /// <summary>Begins to train: first what an earlier service had begun.</summary>
    public void Start() => _work = Task.WhenAll(_workers.Values.Select(worker => Task.Run(() => worker.WorkAsync(_stop.Token))));

    /// <summary>Accepts a job, or gives the one that was accepted before under its id.</summary>
    /// <exception cref="ValidationException">It cannot be trained; every error is named.</exception>
    /// <exception cref="JobConflictException">Its id has other content.</exception>
    /// <exception cref="JobRoomException">The queue is full, or the disk has too little room.</exception>
    /// <exception cref="UserErrorException">Its configuration cannot be written.</exception>
    /// <exception cref="JobNotWrittenException">It cannot be written.</exception>
    public JobRecord Submit(string id, JobSpec spec)
    {
        if (Repeated(id, spec) is { } before)
        {
            return before;
        }

        RequireId(id, spec);
        var folder = _store.FolderOf(id);
        var (file, configuration) = _configuration.Compose(spec, folder.Run.FullName);
        JobDiskSpace.Require(configuration, folder.FullName);
        var device = DeviceWords.Of(configuration.Device.Kind);
        var job = _store.GetOrAdd(id, sequence =>
        {
            RequirePlace();
            // Before the job's own file, which is what makes it one.
            AtomicFile.Write(folder.Run.Configuration, stream => stream.Write(file));
            return new JobRecord
            {
                Id = id,
                Sequence = sequence,
                State = JobState.Queued,
                Spec = spec,
                Device = device,
                CreateTime = _time.GetUtcNow(),
            };
        });
        if (!job.Spec.Trains(spec))
        {
            throw new JobConflictException(id);
        }

        _logger.Queued(id, device);
        _workers[device].Wake();
        return job;
    }

    /// <summary>Checks a job as <see cref="Submit"/> does, and accepts nothing.</summary>
    /// <param name="id">The job's id; may be empty.</param>
    /// <param name="spec">What the client asks for.</param>
    /// <returns>The job as it would be, its configuration with every default filled in; the one of this id if there is one.</returns>
    /// <exception cref="JobRoomException">The queue is full, or the disk has too little room.</exception>
    public JobRecord Check(string id, JobSpec spec)
    {
        if (id.Length > 0)
        {
            if (Repeated(id, spec) is { } before)
            {
                return before;
            }

            RequireId(id, spec);
        }

        var folder = _store.FolderOf("check");
        var (_, configuration) = _configuration.Compose(spec, folder.Run.FullName);
        JobDiskSpace.Require(configuration, folder.FullName);
        if (id.Length > 0)
        {
            RequirePlace(); // Without an id it may be one that is here already.
        }

        return new JobRecord
        {
            Id = id,
            Sequence = 0,
            State = JobState.Queued,
            Spec = spec with { Configuration = JobConfiguration.Complete(configuration) },
            Device = DeviceWords.Of(configuration.Device.Kind),
            CreateTime = _time.GetUtcNow(),
        };
    }

    /// <summary>Stops a job; its process ends after its step, with a checkpoint. A cancelled one is left as it is.</summary>
    /// <exception cref="JobNotFoundException">There is none.</exception>
    /// <exception cref="JobStateException">It has completed or failed.</exception>
    public JobRecord Cancel(string id)
    {
        var job = _store.Change(id, job => job.State switch
        {
            JobState.Cancelled => job,
            JobState.Queued or JobState.Running => job with { State = JobState.Cancelled, EndTime = _time.GetUtcNow() },
            _ => throw new JobStateException($"Job '{id}' has {Word(job.State)}: there is nothing to cancel."),
        });
        _logger.Cancelled(id);
        _workers[job.Device].Stop(id);
        return job;
    }

    /// <summary>Queues a cancelled or failed job again. One that waits or runs is left as it is.</summary>
    /// <exception cref="JobNotFoundException">There is none.</exception>
    /// <exception cref="JobStateException">It has completed.</exception>
    public JobRecord Resume(string id)
    {
        var job = _store.Change(id, job => job.State switch
        {
            JobState.Queued or JobState.Running => job,
            JobState.Cancelled or JobState.Failed when HasPlace() => job with { State = JobState.Queued, EndTime = null, FailureMessage = null },
            JobState.Cancelled or JobState.Failed => throw QueueIsFull(),
            _ => throw new JobStateException($"Job '{id}' has {Word(job.State)}: there is nothing to resume."),
        });
        _logger.Queued(id, job.Device);
        _workers[job.Device].Wake();
        return job;
    }

    /// <summary>Forgets a job that has ended, and deletes all that it left.</summary>
    /// <exception cref="JobNotFoundException">There is none.</exception>
    /// <exception cref="JobStateException">It has not ended.</exception>
    public void Delete(string id)
    {
        _store.Delete(id);
        _logger.Deleted(id);
    }

    /// <summary>Stops what trains, each with a checkpoint; it goes on at the next start.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _work;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
        foreach (var worker in _workers.Values)
        {
            worker.Dispose();
        }
    }

    private bool HasPlace() => _store.All.Count(job => job.State is JobState.Queued or JobState.Running) < MostWaiting;

    private static JobRoomException QueueIsFull() => new($"{MostWaiting} jobs wait or run already. Try again when some of them have ended.");

    private void RequirePlace()
    {
        if (!HasPlace())
        {
            throw QueueIsFull();
        }

        if (_store.All.Length >= MostJobs)
        {
            throw new JobRoomException($"There are {MostJobs} jobs already, ended ones among them. DeleteJob forgets those that are not needed any more.");
        }
    }

    private JobRecord? Repeated(string id, JobSpec spec)
    {
        if (_store.Find(id) is not { } job)
        {
            return null;
        }

        JobStore.ThrowIfUnreadable(job);
        return job.Spec.Trains(spec) ? job : throw new JobConflictException(id);
    }

    private void RequireId(string id, JobSpec spec)
    {
        if (JobId.IsValid(id))
        {
            return;
        }

        var errors = new List<string> { $"{JobId.Rule}." };
        try
        {
            _configuration.Compose(spec, _store.FolderOf("check").Run.FullName);
        }
        catch (ValidationException e)
        {
            errors.AddRange(e.Errors);
        }

        throw new ValidationException("the job", errors);
    }

    private static string Word(JobState state) => state == JobState.Completed ? "completed" : "failed";
}
