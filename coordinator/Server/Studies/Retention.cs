using Lts.Domain.Studies;

namespace Lts.Coordinator.Studies;

/// <summary>How long studies that have ended are kept. Those that run are kept in any case.</summary>
/// <param name="KeepStudies">So many of those that ended last; <see langword="null"/> for all.</param>
/// <param name="KeepFor">For this long after their end; <see langword="null"/> for ever.</param>
internal sealed record Retention(int? KeepStudies, TimeSpan? KeepFor)
{
    /// <summary>Whether nothing is ever deleted.</summary>
    public bool KeepsAll => KeepStudies is null && KeepFor is null;

    /// <summary>The studies to delete, with the reason.</summary>
    /// <param name="studies">All of them.</param>
    /// <param name="now">The moment that ages are reckoned from.</param>
    public IEnumerable<(StudySnapshot Study, string Reason)> Expired(IEnumerable<StudySnapshot> studies, DateTimeOffset now)
    {
        var ended = studies.Where(s => s is { State: not StudyState.Running, EndTime: not null }).OrderByDescending(s => s.EndTime).ThenBy(s => s.Id, StringComparer.Ordinal);
        foreach (var (newer, study) in ended.Index())
        {
            if (newer >= KeepStudies)
            {
                yield return (study, $"{KeepStudies} ended later (--keep-studies)");
            }
            else if (now - study.EndTime > KeepFor)
            {
                yield return (study, $"it ended more than {KeepFor.Value.TotalDays:0.##} days ago (--keep-days)");
            }
        }
    }
}
