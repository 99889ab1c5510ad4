using Lts.Coordinator.Studies;
using Lts.Domain.Studies;
using Lts.Tests.Coordinator.Fleet;

namespace Lts.Tests.Coordinator.Studies;

public sealed class RetentionTests
{
    private static readonly DateTimeOffset Now = FleetSamples.Start;

    private static readonly StudySnapshot[] Studies =
    [
        Study("running", StudyState.Running, null), Study("today", StudyState.Completed, 0.1), Study("yesterday", StudyState.Cancelled, 1),
        Study("last-week", StudyState.Failed, 7), Study("long-ago", StudyState.Completed, 400),
    ];

    [Fact]
    public void Default_KeepsAll()
    {
        var all = new Retention(null, null);

        Assert.True(all.KeepsAll);
        Assert.Empty(all.Expired(Studies, Now));
    }

    [Theory]
    [InlineData(2, null, "last-week long-ago")]
    [InlineData(0, null, "today yesterday last-week long-ago")]
    [InlineData(9, null, "")]
    [InlineData(null, 7.5, "long-ago")]
    [InlineData(null, 0.5, "yesterday last-week long-ago")]
    [InlineData(3, 5.0, "last-week long-ago")]
    public void EndedStudies_GoByCountAndByAge(int? keep, double? days, string expired)
    {
        var retention = new Retention(keep, days is null ? null : TimeSpan.FromDays(days.Value));

        Assert.Equal(expired, string.Join(' ', retention.Expired(Studies, Now).Select(e => e.Study.Spec.Name)));
    }

    [Fact]
    public void Reason_NamesTheOption()
    {
        Assert.Contains("--keep-studies", Assert.Single(new Retention(3, null).Expired(Studies, Now)).Reason, StringComparison.Ordinal);
        Assert.Contains("30 days ago (--keep-days)", Assert.Single(new Retention(null, TimeSpan.FromDays(30)).Expired(Studies, Now)).Reason, StringComparison.Ordinal);
    }

    private static StudySnapshot Study(string name, StudyState state, double? daysAgo) => new(
        name, state, new StudySpec { Name = name, Space = Lts.Domain.Spaces.SearchSpaces.Gpt2Quickstart, Algorithm = new RandomSearchOptions() }, [], Now.AddDays(-500), daysAgo is null ? null : Now.AddDays(-daysAgo.Value), null);
}
