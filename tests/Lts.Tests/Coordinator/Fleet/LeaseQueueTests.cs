using Lts.Coordinator.Fleet;

namespace Lts.Tests.Coordinator.Fleet;

public class LeaseQueueTests
{
    [Fact]
    public void Candidates_ComeByPriority_ThenAgeOfTheStudy_ThenOrderOfProposal()
    {
        var queue = new LeaseQueue();
        var old = FleetSamples.Target("old", age: 100);
        var young = FleetSamples.Target("young", age: 1);
        var urgent = FleetSamples.Target("urgent", priority: 5);
        foreach (var (target, index) in new[] { (young, 0), (old, 1), (old, 0), (urgent, 7) })
        {
            queue.Add(FleetSamples.Job(target, index));
        }

        string[] order = [.. Enumerable.Range(0, 4).Select(_ => queue.Take(_ => true, _ => false)!.Key.ToString())];

        Assert.Equal(["urgent.0.7", "old.0.0", "old.0.1", "young.0.0"], order);
        Assert.Null(queue.Take(_ => true, _ => false));
    }

    [Fact]
    public void Checks_WaitBehindEveryStudy_AndDoubtsBehindTheirOwn()
    {
        var queue = new LeaseQueue();
        var urgent = FleetSamples.Target("urgent", priority: 5);
        var other = FleetSamples.Target("other");
        queue.Add(FleetSamples.Job(urgent with { Kind = LeaseKind.Check }, 0));
        queue.Add(FleetSamples.Job(urgent with { Kind = LeaseKind.Doubt }, 1));
        queue.Add(FleetSamples.Job(other, 2));
        queue.Add(FleetSamples.Job(urgent, 3));

        string[] order = [.. Enumerable.Range(0, 4).Select(_ => queue.Take(_ => true, _ => false)!.Key.ToString())];

        Assert.Equal(["urgent.0.3", "urgent.0.1", "other.0.2", "urgent.0.0"], order);
    }

    [Fact]
    public void Take_PassesOverTargetsThatDoNotAccept_AndCandidatesToAvoid()
    {
        var queue = new LeaseQueue();
        var other = FleetSamples.Target("other", priority: 9);
        var mine = FleetSamples.Target("mine");
        queue.Add(FleetSamples.Job(other, 0));
        queue.Add(FleetSamples.Job(mine, 0));
        queue.Add(FleetSamples.Job(mine, 1));

        var taken = queue.Take(target => target.StudyId == "mine", job => job.Key.Index == 0);

        Assert.Equal("mine.0.1", taken!.Key.ToString());
        Assert.Equal(2, queue.Count);
    }
}
