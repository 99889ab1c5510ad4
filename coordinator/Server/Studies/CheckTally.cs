using Lts.Coordinator.Fleet;
using Lts.Domain.Candidates;
using Lts.Domain.Studies;

namespace Lts.Coordinator.Studies;

/// <summary>Counts what measuring again has shown. Written by one, read by any.</summary>
internal sealed class CheckTally
{
    private readonly Dictionary<int, CandidateCheck> _checks = [];
    private readonly Dictionary<int, double> _ratios = [];
    private volatile CheckSummary? _summary;

    /// <summary>The counts; <see langword="null"/> before there is anything to count.</summary>
    public CheckSummary? Summary => _summary;

    /// <summary>Counts a candidate by what is known of it now.</summary>
    public void Add(CheckEntry entry)
    {
        if (entry.Check == CandidateCheck.None)
        {
            return;
        }

        _checks[entry.Index] = entry.Check;
        _ratios.Remove(entry.Index);
        if (entry.Check == CandidateCheck.Confirmed && entry.Readings.Count > 1)
        {
            _ratios[entry.Index] = entry.Readings.Skip(1)
                .Where(r => PlausibilityRules.Agree(entry.Readings[0].Measurement, r.Measurement))
                .Select(r => PlausibilityRules.LatencyRatio(entry.Readings[0].Measurement, r.Measurement)).DefaultIfEmpty(1).Max();
        }

        var ratios = _ratios.Values.Order().ToList();
        _summary = new CheckSummary
        {
            ConfirmedCount = Count(CandidateCheck.Confirmed),
            CorrectedCount = Count(CandidateCheck.Corrected),
            OpenCount = Count(CandidateCheck.Open),
            InDoubtCount = Count(CandidateCheck.InDoubt),
            MedianRatio = ratios.Count == 0 ? 0 : ratios[ratios.Count / 2],
            LargestRatio = ratios.Count == 0 ? 0 : ratios[^1],
        };
    }

    private int Count(CandidateCheck check) => _checks.Values.Count(c => c == check);
}
