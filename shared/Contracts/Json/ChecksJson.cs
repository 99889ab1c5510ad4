using Lts.Domain.Studies;

namespace Lts.Contracts.Json;

/// <summary>What measuring candidates of a target again has shown.</summary>
/// <param name="ConfirmedCount">First outcomes that another measurement agrees with.</param>
/// <param name="CorrectedCount">Outcomes that were replaced.</param>
/// <param name="OpenCount">Contradictions that nobody could settle.</param>
/// <param name="InDoubtCount">Outcomes that do not count until they have been measured again.</param>
/// <param name="MedianRatio">By what factor latencies of confirmed candidates differ; null where there are none.</param>
/// <param name="LargestRatio">The largest such factor; null where there are none.</param>
public sealed record ChecksJson(
    int ConfirmedCount, int CorrectedCount, int OpenCount, int InDoubtCount, double? MedianRatio, double? LargestRatio)
{
    /// <summary>The JSON form; <see langword="null"/> where nothing was measured again.</summary>
    public static ChecksJson? Of(CheckSummary? checks) => checks is null ? null : new(
        checks.ConfirmedCount, checks.CorrectedCount, checks.OpenCount, checks.InDoubtCount,
        checks.MedianRatio > 0 ? checks.MedianRatio : null, checks.LargestRatio > 0 ? checks.LargestRatio : null);
}
