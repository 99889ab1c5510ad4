using Lts.Agent.Measurement.Storage;
using Lts.Tests.Support;

namespace Lts.Tests.Agent.Measurement.Storage;

public sealed class CalibrationStoreTests : IDisposable
{
    private static readonly Calibration Known = new()
    {
        Key = new CalibrationKey("cpu", "1.30.0", "cpu", 1, 1, "abc"),
        ReferenceMs = 7.5,
        Runs = 400,
        MeasuredTime = DateTimeOffset.UnixEpoch,
    };

    private readonly TemporaryDirectory _folder = new();
    private readonly CalibrationStore _store;

    public CalibrationStoreTests()
    {
        var folder = new AgentFolder(_folder.FullName);
        folder.Prepare();
        _store = new CalibrationStore(folder);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Calibration_IsFoundAgain()
    {
        _store.Save(Known);
        Assert.Equal(Known, _store.Find(Known.Key));
    }

    [Fact]
    public void AnythingThatChangesTheReference_NeedsItsOwn()
    {
        _store.Save(Known);
        Assert.Null(_store.Find(Known.Key with { Threads = 2 }));
        Assert.Null(_store.Find(Known.Key with { OnnxRuntimeVersion = "1.31.0" }));
        Assert.Null(_store.Find(Known.Key with { CpuModel = "another" }));
    }

    [Fact]
    public void CalibrationsOfManySeeds_AreLimited_AndTheLatestIsKept()
    {
        for (var seed = 0; seed < CalibrationStore.MostKept + 10; seed++)
        {
            _store.Save(Known with { Key = Known.Key with { PoolSeed = seed } });
        }

        Assert.Equal(CalibrationStore.MostKept, Directory.GetFiles(_folder.FullName, "calibration-*", SearchOption.AllDirectories).Length);
        Assert.NotNull(_store.Find(Known.Key with { PoolSeed = CalibrationStore.MostKept + 9 }));
    }

    [Fact]
    public void DamagedFile_IsAsGoodAsNone()
    {
        _store.Save(Known);
        var file = Directory.EnumerateFiles(_folder.FullName, "calibration-*", SearchOption.AllDirectories).Single();
        File.WriteAllText(file, "{\"key\":");
        Assert.Null(_store.Find(Known.Key));
    }
}
