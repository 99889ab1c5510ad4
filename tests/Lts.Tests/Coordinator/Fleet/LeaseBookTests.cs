using Lts.Coordinator.Fleet;
using Lts.Domain.Candidates;

namespace Lts.Tests.Coordinator.Fleet;

public class LeaseBookTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    [Fact]
    public void Lease_Expires_AtItsTimeout_UnlessItsDeviceRenewsIt()
    {
        var book = new LeaseBook(Timeout);
        var kept = Add(book, 0, "a");
        var lost = Add(book, 1, "b");

        book.Renew(kept.Attempt, "a", FleetSamples.Start.AddSeconds(29));
        book.Renew(lost.Attempt, "a", FleetSamples.Start.AddSeconds(29)); // not its device

        Assert.Empty(book.ExpiredAt(FleetSamples.Start.AddSeconds(29.9)));
        Assert.Equal([lost], book.ExpiredAt(FleetSamples.Start.AddSeconds(30)));
        Assert.Equal([kept, lost], book.ExpiredAt(FleetSamples.Start.AddSeconds(59)));
    }

    [Fact]
    public void Removal_FreesTheDevice()
    {
        var book = new LeaseBook(Timeout);
        var lease = Add(book, 0, "a");
        Assert.Equal(1, book.CountOf("a"));
        Assert.Same(lease, book.Find(lease.Attempt.Candidate));

        Assert.True(book.Remove(lease.Attempt));
        Assert.False(book.Remove(lease.Attempt));

        Assert.Equal(0, book.CountOf("a"));
        Assert.Null(book.Find(lease.Attempt.Candidate));
    }

    private static Lease Add(LeaseBook book, int index, string device)
    {
        var job = FleetSamples.Job(FleetSamples.Target(), index);
        var lease = new Lease(new AttemptId(job.Key, 1), job, device);
        book.Add(lease, FleetSamples.Start);
        return lease;
    }
}
