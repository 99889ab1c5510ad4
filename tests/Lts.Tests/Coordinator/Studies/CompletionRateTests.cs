using Lts.Coordinator.Studies;

namespace Lts.Tests.Coordinator.Studies;

public class CompletionRateTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void TimeLeft_FollowsThePaceOfTheLastCompletions()
    {
        var rate = new CompletionRate();
        Assert.Null(rate.TimeFor(5, Start));
        for (int i = 0; i < 200; i++)
        {
            rate.Add(Start.AddSeconds(i < 100 ? i * 100 : 10_000 + i));
        }

        Assert.Equal(TimeSpan.FromSeconds(30), rate.TimeFor(30, Start.AddSeconds(10_199)));
        Assert.Equal(TimeSpan.Zero, rate.TimeFor(0, Start.AddSeconds(10_199)));
    }

    [Fact]
    public void Pause_SlowsThePace()
    {
        var rate = new CompletionRate();
        rate.Add(Start);
        rate.Add(Start.AddSeconds(1));

        Assert.Equal(TimeSpan.FromSeconds(20), rate.TimeFor(2, Start.AddSeconds(10)));
    }
}
