using Lts.Trainer.Service.Jobs;

namespace Lts.Trainer.Service.Running;

/// <summary>Which job a device takes next: one that it had when the service ended, else the one that was submitted first.</summary>
internal static class NextJob
{
    /// <summary>The job; <see langword="null"/> when none waits for the device.</summary>
    public static JobRecord? For(string device, IEnumerable<JobRecord> jobs) => jobs
        .Where(job => job.Device == device && job.State is (JobState.Running or JobState.Queued))
        .OrderBy(job => job.State == JobState.Running ? 0 : 1)
        .ThenBy(job => job.Sequence)
        .FirstOrDefault();
}
