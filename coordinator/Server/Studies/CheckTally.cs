using Lts.Coordinator.Fleet;
using Lts.Domain.Candidates;
using Lts.Domain.Studies;

namespace Lts.Coordinator.Studies;

/// <summary>Counts what measuring again has shown. Written by one, read by any.</summary>
internal sealed class CheckTally
{
    private readonly Dictionary<int, (CandidateCheck Check, double? Ratio)> _known = [];
    private readonly Dictionary<CandidateCheck, int> _counts = [];
    private readonly List<double> _ratios = []; // in order
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

        if (_known.TryGetValue(entry.Index, out var before))
        {
            _counts[before.Check]--;
            if (before.Ratio is { } earlier)
            {
                _ratios.RemoveAt(_ratios.BinarySearch(earlier));
            }
        }

        double? ratio = RatioOf(entry);
        _known[entry.Index] = (entry.Check, ratio);
        _counts[entry.Check] = Count(entry.Check) + 1;
        if (ratio is { } now)
        {
            int place = _ratios.BinarySearch(now);
            _ratios.Insert(place < 0 ? ~place : place, now);
        }

        _summary = new CheckSummary
        {
            ConfirmedCount = Count(CandidateCheck.Confirmed),
            CorrectedCount = Count(CandidateCheck.Corrected),
            OpenCount = Count(CandidateCheck.Open),
            InDoubtCount = Count(CandidateCheck.InDoubt),
            MedianRatio = _ratios.Count == 0 ? 0 : _ratios[_ratios.Count / 2],
            LargestRatio = _ratios.Count == 0 ? 0 : _ratios[^1],
        };
    }

    private static double? RatioOf(CheckEntry entry) => entry.Check == CandidateCheck.Confirmed && entry.Readings.Count > 1
        ? entry.Readings.Skip(1)
            .Where(r => PlausibilityRules.Agree(entry.Readings[0].Measurement, r.Measurement))
            .Select(r => PlausibilityRules.LatencyRatio(entry.Readings[0].Measurement, r.Measurement)).DefaultIfEmpty(1).Max()
        : null;

    private int Count(CandidateCheck check) => _counts.GetValueOrDefault(check);
}
