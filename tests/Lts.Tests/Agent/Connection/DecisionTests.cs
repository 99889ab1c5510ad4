using Lts.Agent.Connection;
using Lts.Contracts;
using Lts.Domain.Measurements;
using Lts.Tests.Support;

namespace Lts.Tests.Agent.Connection;

/// <summary>The parts that decide, without a connection or a clock of their own.</summary>
public sealed class DecisionTests
{
    [Fact]
    public void Throttle_PassesChangesOfPhaseAtOnceAndTheRestAtIntervals()
    {
        var clock = new ManualTimeProvider();
        var passed = new List<int>();
        var throttle = new ProgressThrottle(TimeSpan.FromSeconds(1), clock, p => passed.Add(p.Rounds));

        throttle.Report(new MeasurementProgress(MeasurementPhase.Memory, 0));
        throttle.Report(new MeasurementProgress(MeasurementPhase.Latency, 1));
        throttle.Report(new MeasurementProgress(MeasurementPhase.Latency, 2));
        clock.Advance(TimeSpan.FromSeconds(0.9));
        throttle.Report(new MeasurementProgress(MeasurementPhase.Latency, 3));
        clock.Advance(TimeSpan.FromSeconds(0.2));
        throttle.Report(new MeasurementProgress(MeasurementPhase.Latency, 4));

        Assert.Equal([0, 1, 4], passed);
    }

    [Fact]
    public void Plan_TakesDefaultsForZeros()
    {
        var defaults = new Lts.Domain.Measurements.MeasurementPlan();

        Assert.Equal(defaults, Read(new Protos.V1.MeasurementPlan()));
        Assert.Equal(defaults, Read(null));
        Assert.Equal(
            defaults with { TimeLimit = TimeSpan.FromSeconds(1), MemoryLimitBytes = 5, PoolSeed = 9 },
            Read(new Protos.V1.MeasurementPlan { TimeLimitMs = 1000, MemoryLimitBytes = 5, PoolSeed = 9 }));
        Assert.Equal(TimeSpan.FromDays(1), Read(new Protos.V1.MeasurementPlan { TimeLimitMs = long.MaxValue }).TimeLimit);
        Assert.Empty(LeasePlan.Errors(Read(new Protos.V1.MeasurementPlan { MemoryLimitBytes = 1L << 60, TimeLimitMs = long.MaxValue })));

        static Lts.Domain.Measurements.MeasurementPlan Read(Protos.V1.MeasurementPlan? plan) => LeasePlan.Of(PlanMapping.Read(plan, int.MaxValue));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", false)]
    [InlineData("http://localhost:5080", false)]
    [InlineData("http://[::1]:5080", false)]
    [InlineData("http://10.1.2.3", false)]
    [InlineData("http://172.31.0.1", false)]
    [InlineData("http://192.168.1.10", false)]
    [InlineData("http://pi4", false)]
    [InlineData("http://pi4.local", false)]
    [InlineData("http://[fd00::1]", false)]
    [InlineData("https://lts.example.org", false)]
    [InlineData("http://172.32.0.1", true)]
    [InlineData("http://8.8.8.8", true)]
    [InlineData("http://[2001:db8::1]", true)]
    [InlineData("http://lts.example.org", true)]
    public void PlainHttp_IsExposedOutsidePrivateNetworks(string address, bool exposed) =>
        Assert.Equal(exposed, CoordinatorChannel.IsExposed(new Uri(address)));

    [Fact]
    public void Cache_DropsTheLongestUnusedAndWhatIsDamaged()
    {
        using var data = new TemporaryDirectory();
        var clock = new ManualTimeProvider();
        var cache = new GraphCache(data.FullName, maxBytes: 250, clock, new RecordingLogger());
        byte[][] graphs = [Samples.Graph(100), new byte[100], Samples.Graph(101)];
        foreach (var graph in graphs[..2])
        {
            cache.Put(Samples.HashOf(graph), graph);
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(graphs[0], cache.Find(Samples.HashOf(graphs[0])));
        cache.Put(Samples.HashOf(graphs[2]), graphs[2]);

        Assert.NotNull(cache.Find(Samples.HashOf(graphs[0])));
        Assert.Null(cache.Find(Samples.HashOf(graphs[1])));
        File.WriteAllText(data[Samples.HashOf(graphs[0]) + ".onnx"], "damaged");
        Assert.Null(cache.Find(Samples.HashOf(graphs[0])));
        Assert.NotNull(cache.Find(Samples.HashOf(graphs[2])));
    }

    [Fact]
    public void Cache_KeepsSoManyGraphs()
    {
        using var data = new TemporaryDirectory();
        var cache = new GraphCache(data.FullName, maxBytes: 1 << 20, TimeProvider.System, new RecordingLogger());
        for (var i = 0; i < GraphCache.MostGraphs; i++)
        {
            File.WriteAllText(data[$"{i}.onnx"], "");
        }

        cache.Put(Samples.HashOf([1]), (byte[])[1]);

        Assert.Equal(GraphCache.MostGraphs, Directory.GetFiles(data.FullName).Length);
        Assert.NotNull(cache.Find(Samples.HashOf([1])));
    }
}
