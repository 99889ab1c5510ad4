using Lts.Coordinator.Fleet;
using Lts.Coordinator.Studies;
using Lts.Domain.Candidates;
using Lts.Tests.Coordinator.Storage;

namespace Lts.Tests.Coordinator.Studies;

public sealed class CheckTallyTests
{
    [Fact]
    public void CandidateWhoseCheckChanges_IsCountedOnce_AsWhatItIsNow()
    {
        var tally = new CheckTally();
        Assert.Null(tally.Summary);
        var entries = Enumerable.Range(0, 5).Select(i => Entry(i, ratio: 1 + (i / 10.0))).ToList();
        entries.ForEach(tally.Add);
        Assert.Equal((5, 1.2, 1.4), (tally.Summary!.ConfirmedCount, tally.Summary.MedianRatio, tally.Summary.LargestRatio));

        entries[4].Check = CandidateCheck.InDoubt;
        entries[3].Check = CandidateCheck.Open;
        entries.ForEach(tally.Add);

        var now = tally.Summary;
        Assert.Equal((3, 0, 1, 1), (now.ConfirmedCount, now.CorrectedCount, now.OpenCount, now.InDoubtCount));
        Assert.Equal((1.1, 1.2), (now.MedianRatio, now.LargestRatio));
    }

    private static CheckEntry Entry(int index, double ratio)
    {
        var entry = new CheckEntry(index) { Check = CandidateCheck.Confirmed };
        entry.Readings.Add(new Reading("a", 0, StoreSamples.Measurement(1)));
        entry.Readings.Add(new Reading("b", 2, StoreSamples.Measurement(ratio)));
        return entry;
    }
}
