using Lts.Domain;
using Lts.Serving.Quotas;

namespace Lts.Coordinator.Studies;

/// <summary>How many studies there may be, and how large they may be. Pure.</summary>
internal static class StudyQuota
{
    /// <summary>Checks a study that is to be created.</summary>
    /// <param name="known">Studies that there are.</param>
    /// <param name="running">Those of them that run.</param>
    /// <param name="targets">Targets that it would have.</param>
    /// <exception cref="QuotaExceededException">It is one too many, or has too many targets.</exception>
    public static void CheckNew(int known, int running, int targets)
    {
        if (targets > Limits.TargetCount)
        {
            throw new QuotaExceededException(
                $"The study would have {targets} targets, one for each device class; at most {Limits.TargetCount} are possible. "
                + "Choose devices with selectors, or give devices that are alike one class (lts-agent run --class).");
        }

        if (known >= Limits.StudyCount)
        {
            throw new QuotaExceededException($"The coordinator keeps {Limits.StudyCount} studies, and no more. Delete some, or start another coordinator.");
        }

        CheckRunning(running);
    }

    /// <summary>Checks a study that is to run.</summary>
    /// <param name="running">Studies that run.</param>
    /// <exception cref="QuotaExceededException">Too many run already.</exception>
    public static void CheckRunning(int running)
    {
        if (running >= Limits.RunningStudyCount)
        {
            throw new QuotaExceededException(
                $"{Limits.RunningStudyCount} studies run already, and no more may at a time. Wait for one to end, or cancel one: 'lts study cancel STUDY'.");
        }
    }
}
