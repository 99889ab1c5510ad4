using Lts.Coordinator.Fleet;

namespace Lts.Tests.Coordinator.Fleet;

public class LeaseBookTests
{
    private static readonly TimeSpan Start = TimeSpan.FromDays(3);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    [Fact]
    public void Lease_Expires_AtItsTimeout_UnlessItsDeviceRenewsIt()
    {
        var book = new LeaseBook(Timeout);
        var kept = Add(book, 0, "a");
        var lost = Add(book, 1, "b");

        book.Renew(kept.Attempt, "a", Start + TimeSpan.FromSeconds(29));
        book.Renew(lost.Attempt, "a", Start + TimeSpan.FromSeconds(29)); // not its device

        Assert.Empty(book.ExpiredAt(Start + TimeSpan.FromSeconds(29.9)));
        Assert.Equal([lost], book.ExpiredAt(Start + TimeSpan.FromSeconds(30)));
        Assert.Equal([kept, lost], book.ExpiredAt(Start + TimeSpan.FromSeconds(59)));
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

    [Fact]
    public void Grace_KeepsALeaseAlive_AndNeverShortensIt()
    {
        var book = new LeaseBook(Timeout);
        var lease = Add(book, 0, "a");
        lease.Ceiling = Start + TimeSpan.FromSeconds(40);

        book.ExtendAll(Start + TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(7));
        book.ExtendAll(Start + TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(3));

        Assert.Empty(book.ExpiredAt(Start + TimeSpan.FromSeconds(99)));
        Assert.Equal([lease], book.ExpiredAt(Start + TimeSpan.FromSeconds(100)));
        Assert.Equal(Start + TimeSpan.FromSeconds(103), lease.Ceiling);
    }

    private static Lease Add(LeaseBook book, int index, string device)
    {
        var job = FleetSamples.Job(FleetSamples.Target(), index);
        var lease = new Lease(job.HandTo(device, "nonce"), job);
        book.Add(lease, Start);
        return lease;
    }
}
