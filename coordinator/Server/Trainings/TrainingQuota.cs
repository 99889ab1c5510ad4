using Lts.Domain;
using Lts.Serving.Quotas;

namespace Lts.Coordinator.Trainings;

/// <summary>How many trainings there may be. Pure.</summary>
internal static class TrainingQuota
{
    /// <summary>Checks trainings that are to be created.</summary>
    /// <param name="known">Trainings that there are.</param>
    /// <param name="added">Those that would come to them.</param>
    /// <exception cref="QuotaExceededException">There would be too many.</exception>
    public static void CheckNew(int known, int added)
    {
        if (added > 0 && known + added > Limits.TrainingCount)
        {
            throw new QuotaExceededException(
                $"The coordinator keeps {Limits.TrainingCount} trainings, and no more: it has {known}, and the request would add {added}. "
                + "Pick fewer candidates, or start another coordinator.");
        }
    }
}
