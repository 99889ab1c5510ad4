using System.Globalization;
using Lts.Contracts;
using Lts.Coordinator.Rpc;
using Lts.Domain;
using Lts.Domain.Studies;
using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;

namespace Lts.Tests.Coordinator.Rpc;

/// <summary>Lists that are longer than one answer.</summary>
public sealed class ListPageTests
{
    [Theory]
    [InlineData(1, 25)]
    [InlineData(10, 3)]
    [InlineData(25, 1)]
    [InlineData(0, 1)]
    public void Pages_HoldEveryEntryOnce(int size, int pages)
    {
        var (names, count) = ReadAll(25, size, 10);

        Assert.Equal(pages, count);
        Assert.Equal(Enumerable.Range(0, 25).Select(KeyOf), names);
    }

    [Fact]
    public void EntriesThatComeAndGo_NeitherRepeatNorHideOthers()
    {
        var (first, token) = ListPage.Take(Among(Enumerable.Range(0, 10)), Write(1), 3, "");
        var (second, _) = ListPage.Take(Among(Enumerable.Range(3, 10)), Write(1), 3, token); // the first page's are gone

        Assert.Equal([KeyOf(0), KeyOf(1), KeyOf(2)], first.Select(device => device.Name));
        Assert.Equal([KeyOf(3), KeyOf(4), KeyOf(5)], second.Select(device => device.Name));
    }

    /// <summary>However many entries are asked for, and whatever strangers wrote into them.</summary>
    [Theory]
    [InlineData(1_000, Limits.PageBytes)]
    [InlineData(0, Limits.UnpagedBytes)]
    public void Page_IsNeverLargerThanAMessageMayBe(int size, int limit)
    {
        var (page, token) = ListPage.Take(Among(Enumerable.Range(0, 1_000)), Write(100_000), size, "");

        Assert.InRange(new ListDevicesResponse { Devices = { page } }.CalculateSize(), limit / 2, limit + 100_000);
        Assert.NotEmpty(token);
    }

    [Fact]
    public void EntryThatIsLargerThanAPage_IsSentAlone() =>
        Assert.Single(ListPage.Take(Among(Enumerable.Range(0, 3)), Write(Limits.PageBytes + 1), 3, "").Messages);

    [Theory]
    [InlineData(-1, "")]
    [InlineData(5, "not base64!")]
    public void RequestForNoPage_IsRefused(int size, string token) =>
        Assert.Throws<ValidationException>(() => ListPage.Take(Among([1]), Write(1), size, token));

    [Fact]
    public async Task DevicesAndStudies_AreListedPageByPage()
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        foreach (string name in (string[])["c", "a", "b"])
        {
            await using var agent = await coordinator.ConnectAsync(name);
            await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Random("of-" + name) });
        }

        var devices = await coordinator.Devices.ListDevicesAsync(new ListDevicesRequest { PageSize = 2 });
        Assert.Equal(["a", "b"], devices.Devices.Select(device => device.Name));
        devices = await coordinator.Devices.ListDevicesAsync(new ListDevicesRequest { PageSize = 2, PageToken = devices.NextPageToken });
        Assert.Equal(["c"], devices.Devices.Select(device => device.Name));
        Assert.Empty(devices.NextPageToken);

        var studies = await coordinator.Studies.ListStudiesAsync(new ListStudiesRequest { PageSize = 2 });
        Assert.Equal(["of-c", "of-a"], studies.Studies.Select(study => study.Name));
        studies = await coordinator.Studies.ListStudiesAsync(new ListStudiesRequest { PageSize = 2, PageToken = studies.NextPageToken });
        Assert.Equal(["of-b"], studies.Studies.Select(study => study.Name));
        Assert.Empty(studies.NextPageToken);
    }

    [Fact]
    public void TargetOfVeryManyDevices_NamesSomeAndCountsAll()
    {
        var target = new TargetSnapshot("c", [.. Enumerable.Range(0, 9_000).Select(KeyOf)], "", new TargetProgress())
        {
            Quarantined = [.. Enumerable.Range(0, 9_000).Select(i => new Lts.Domain.Studies.QuarantinedDevice(KeyOf(i), "It contradicts another.", default))],
        };
        var study = new StudySnapshot("id", Lts.Domain.Studies.StudyState.Running, StudySpecMapping.ReadAsSent(new Lts.Protos.V1.StudySpec { Random = new RandomSearch() }), [target], default, null, null);

        var sent = StudyMapping.ToProto(study);
        var read = StudyMapping.Read(sent).Targets[0];

        Assert.True(sent.CalculateSize() < 4_000);
        Assert.Equal(Limits.NamedDeviceCount, read.Quarantined.Length);
        Assert.Equal(9_000, read.DeviceCount);
        Assert.Equal(Limits.NamedDeviceCount, read.DeviceNames.Length);
        Assert.EndsWith("and 8,980 more", read.DeviceList, StringComparison.Ordinal);
    }

    private static (List<string> Names, int Pages) ReadAll(int count, int size, int bytes)
    {
        var names = new List<string>();
        string token = "";
        for (int pages = 1; ; pages++)
        {
            (var page, token) = ListPage.Take(Among(Enumerable.Range(0, count)), Write(bytes), size, token);
            names.AddRange(page.Select(device => device.Name));
            if (token.Length == 0)
            {
                return (names, pages);
            }
        }
    }

    private static Func<string, IEnumerable<(string Key, string Entry)>> Among(IEnumerable<int> numbers) =>
        after => numbers.Select(KeyOf).Where(key => string.CompareOrdinal(key, after) > 0).Select(key => (key, key));

    private static Func<string, Device> Write(int bytes) => name => new Device { Name = name, DeviceClass = new string('x', bytes) };

    private static string KeyOf(int i) => i.ToString("D5", CultureInfo.InvariantCulture);
}
