using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Lts.Domain;
using Lts.Domain.Architectures;
using Lts.Hosting;
using Lts.Trainer.Training.Configuration;
using Lts.Trainer.Training.Runs;

namespace Lts.Trainer.Service.Jobs;

/// <summary>Every job, in memory as on disk: a change counts once its <c>job.json</c> is written. Safe for several threads.</summary>
internal sealed class JobStore
{
    private readonly string _root;
    private readonly string _deleted;
    private readonly Lock _gate = new();
    private volatile ImmutableDictionary<string, JobRecord> _jobs;

    private JobStore(string root, string deleted, ImmutableDictionary<string, JobRecord> jobs) => (_root, _deleted, _jobs) = (root, deleted, jobs);

    /// <summary>Every job, in order of submission.</summary>
    public ImmutableArray<JobRecord> All => [.. _jobs.Values.OrderBy(job => job.Sequence)];

    /// <summary>Reads the jobs of a data directory. One that cannot be read is set aside: see <see cref="JobRecord.IsUnreadable()"/>.</summary>
    /// <exception cref="UserErrorException">The directory cannot be read.</exception>
    public static JobStore Open(string dataDirectory)
    {
        var root = Path.Combine(dataDirectory, "jobs");
        var deleted = Path.Combine(dataDirectory, "deleted");
        try
        {
            Directory.CreateDirectory(root);
            TryDelete(deleted); // what a kill left of it
            var jobs = Directory.GetDirectories(root).Select(folder => new JobFolder(folder)).Where(folder => File.Exists(folder.Record)).Select(Read);
            return new JobStore(root, deleted, jobs.ToImmutableDictionary(job => job.Id));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"The jobs in {root} cannot be read: {e.Message}", ExitCode.Storage, e);
        }
    }

    /// <summary>The folder of a job, which may be a new one.</summary>
    public JobFolder FolderOf(string id) => new(Path.Combine(_root, id));

    /// <summary>A job; <see langword="null"/> when there is none.</summary>
    public JobRecord? Find(string id) => _jobs.GetValueOrDefault(id);

    /// <summary>The job of an id that must be there.</summary>
    /// <exception cref="JobNotFoundException">There is none.</exception>
    public JobRecord Get(string id) => Find(id) ?? throw new JobNotFoundException(
        $"There is no job '{(JobId.IsValid(id) ? id : "…")}'. ListJobs names them all.");

    /// <summary>Adds a job, or gives the one that is there.</summary>
    /// <param name="id">As its client chose it, also the name of its folder.</param>
    /// <param name="create">Makes it, from its place in the order.</param>
    /// <exception cref="JobNotWrittenException">It cannot be written.</exception>
    public JobRecord GetOrAdd(string id, Func<long, JobRecord> create)
    {
        lock (_gate)
        {
            return Find(id) ?? Save(create(_jobs.Count == 0 ? 1 : _jobs.Values.Max(job => job.Sequence) + 1));
        }
    }

    /// <summary>Changes a job.</summary>
    /// <param name="id">As its client chose it, also the name of its folder.</param>
    /// <param name="change">The job as it shall be; the same object for no change.</param>
    /// <exception cref="JobStateException">It is set aside.</exception>
    /// <exception cref="JobNotWrittenException">It cannot be written; then nothing has changed.</exception>
    public JobRecord Change(string id, Func<JobRecord, JobRecord> change)
    {
        lock (_gate)
        {
            var before = Get(id);
            ThrowIfUnreadable(before);
            var after = change(before);
            return ReferenceEquals(before, after) ? before : Save(after);
        }
    }

    /// <summary>Forgets a job that has ended, and deletes its folder.</summary>
    /// <param name="id">As its client chose it.</param>
    /// <exception cref="JobStateException">It waits, runs, or its process has not ended yet.</exception>
    /// <exception cref="JobNotWrittenException">Its folder cannot be moved away; then nothing has changed.</exception>
    public void Delete(string id)
    {
        var gone = Path.Combine(_deleted, id);
        lock (_gate)
        {
            var job = Get(id);
            if (job.State is JobState.Queued or JobState.Running || RunLock.IsHeld(FolderOf(id).Run))
            {
                throw new JobStateException($"Job '{id}' has not ended, or its process is still saving a checkpoint. Cancel it, then try again.");
            }

            MoveAway(id, gone);
            _jobs = _jobs.Remove(id);
        }

        TryDelete(gone);
    }

    private static void TryDelete(string folder)
    {
        try
        {
            DurableFolder.DeleteIfThere(folder);
        }
        catch (Exception e) when (DurableFile.IsDiskFault(e))
        {
            // The next start tries again; the jobs are gone in any case.
        }
    }

    /// <summary>Refuses to do anything with a job that is set aside.</summary>
    /// <exception cref="JobStateException">Its <c>job.json</c> cannot be read.</exception>
    public static void ThrowIfUnreadable(JobRecord job)
    {
        if (job.IsUnreadable())
        {
            throw new JobStateException(job.FailureMessage!);
        }
    }

    private void MoveAway(string id, string gone)
    {
        try
        {
            Directory.CreateDirectory(_deleted);
            DurableFolder.DeleteIfThere(gone);
            Directory.Move(FolderOf(id).FullName, gone);
            DurableFolder.Flush(_root);
        }
        catch (Exception e) when (DurableFile.IsDiskFault(e))
        {
            throw new JobNotWrittenException(new UserErrorException($"{FolderOf(id).FullName} cannot be deleted: {e.Message}", ExitCode.Storage, e));
        }
    }

    private static JobRecord Read(JobFolder folder)
    {
        try
        {
            var job = WholeJson.Read(File.ReadAllBytes(folder.Record), JobJsonContext.Default.JobRecord);
            ArchitectureJson.Parse(Encoding.UTF8.GetBytes(job.Spec.Architecture), "its architecture");
            return job.Id != Path.GetFileName(folder.FullName) || !JobId.IsValid(job.Id) ? Unreadable(folder, "it belongs to another job.")
                : IsWhole(job) ? job
                : Unreadable(folder, "fields are missing, or make no sense.");
        }
        catch (Exception e) when (e is JsonException or ValidationException or IOException or UnauthorizedAccessException)
        {
            return Unreadable(folder, e.Message);
        }
    }

    private static bool IsWhole(JobRecord job) =>
        job is { Sequence: > 0, Device: DeviceWords.Cpu or DeviceWords.Cuda, Spec: { Architecture: not null, Configuration: not null, Label: not null } }
        && Enum.IsDefined(job.State) && !job.Spec.Corpora.IsDefault;

    // One damaged file must not keep the others from being trained.
    private static JobRecord Unreadable(JobFolder folder, string why) => new()
    {
        Id = Path.GetFileName(folder.FullName),
        Sequence = 0,
        State = JobState.Failed,
        Spec = new JobSpec { Architecture = "null" },
        Device = DeviceWords.Cpu,
        CreateTime = File.GetLastWriteTimeUtc(folder.Record),
        FailureMessage = $"{folder.Record} cannot be read: {why} The job is set aside. Mend the file and start the trainer again, or free its room with DeleteJob.",
    };

    private JobRecord Save(JobRecord job)
    {
        try
        {
            AtomicFile.Write(FolderOf(job.Id).Record, stream => JsonSerializer.Serialize(stream, job, JobJsonContext.Default.JobRecord));
        }
        catch (UserErrorException e)
        {
            throw new JobNotWrittenException(e);
        }

        _jobs = _jobs.SetItem(job.Id, job);
        return job;
    }
}
