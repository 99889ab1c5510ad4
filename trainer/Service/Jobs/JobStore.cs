using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Lts.Domain;
using Lts.Domain.Architectures;
using Lts.Hosting;

namespace Lts.Trainer.Service.Jobs;

/// <summary>Every job, in memory as on disk: a change counts once its <c>job.json</c> is written. Safe for several threads.</summary>
internal sealed class JobStore
{
    private readonly string _root;
    private readonly Lock _gate = new();
    private volatile ImmutableDictionary<string, JobRecord> _jobs;

    private JobStore(string root, ImmutableDictionary<string, JobRecord> jobs) => (_root, _jobs) = (root, jobs);

    /// <summary>Every job, in order of submission.</summary>
    public ImmutableArray<JobRecord> All => [.. _jobs.Values.OrderBy(job => job.Sequence)];

    /// <summary>Reads the jobs of a data directory.</summary>
    /// <exception cref="UserErrorException">One cannot be read; the message names it.</exception>
    public static JobStore Open(string dataDirectory)
    {
        var root = Path.Combine(dataDirectory, "jobs");
        try
        {
            Directory.CreateDirectory(root);
            var jobs = Directory.GetDirectories(root).Select(folder => new JobFolder(folder)).Where(folder => File.Exists(folder.Record)).Select(Read);
            return new JobStore(root, jobs.ToImmutableDictionary(job => job.Id));
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
    /// <exception cref="JobNotWrittenException">It cannot be written; then nothing has changed.</exception>
    public JobRecord Change(string id, Func<JobRecord, JobRecord> change)
    {
        lock (_gate)
        {
            var before = Get(id);
            var after = change(before);
            return ReferenceEquals(before, after) ? before : Save(after);
        }
    }

    private static JobRecord Read(JobFolder folder)
    {
        try
        {
            var job = WholeJson.Read(File.ReadAllBytes(folder.Record), JobJsonContext.Default.JobRecord);
            ArchitectureJson.Parse(Encoding.UTF8.GetBytes(job.Spec.Architecture), "its architecture");
            return job.Id == Path.GetFileName(folder.FullName) ? job : throw Unreadable(folder, "it belongs to another job.");
        }
        catch (Exception e) when (e is JsonException or ValidationException or IOException or UnauthorizedAccessException)
        {
            throw Unreadable(folder, e.Message, e);
        }
    }

    private static UserErrorException Unreadable(JobFolder folder, string why, Exception? cause = null) =>
        new($"{folder.Record} cannot be read: {why} Move its folder elsewhere to start without this job.", ExitCode.Storage, cause);

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
