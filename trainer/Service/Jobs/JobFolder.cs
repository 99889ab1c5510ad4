using Lts.Trainer.Training.Runs;

namespace Lts.Trainer.Service.Jobs;

/// <summary>The folder of a job: <c>job.json</c>, the run folder <c>run</c>, and <c>output.log</c>, what its processes said.</summary>
/// <param name="path">The folder; its name is the job's id.</param>
internal sealed class JobFolder(string path)
{
    /// <summary>Where it lies.</summary>
    public string FullName => path;

    /// <summary>The job as it is kept.</summary>
    public string Record => Path.Combine(path, "job.json");

    /// <summary>What its processes said.</summary>
    public string Log => Path.Combine(path, "output.log");

    /// <summary>Where it is trained.</summary>
    public RunFolder Run { get; } = new(Path.Combine(path, "run"));
}
