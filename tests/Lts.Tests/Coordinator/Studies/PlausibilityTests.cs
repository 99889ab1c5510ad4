using Lts.Protos.V1;
using Lts.Tests.Coordinator.Support;
using Lts.Tests.Support;

namespace Lts.Tests.Coordinator.Studies;

/// <summary>Agents that lie, over the real protocol, beside honest ones: what they say counts for nothing in the end, and somebody is told.</summary>
public sealed class PlausibilityTests
{
    private const double Share = 0.2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task ResultThatCannotBe_PutsItsDeviceIntoQuarantine_AndCountsAgainstNobodyElse()
    {
        await using var coordinator = await TestCoordinator.StartAsync(recheckShare: 0);
        await using var liar = await coordinator.ConnectAsync("liar");
        _ = WorkAsync(liar, lease => Scaled(lease, 0.0001 / 50));
        await coordinator.Studies.CreateStudyAsync(Study("s", count: 20));
        var quarantined = await QuarantinedAsync(coordinator, "liar");
        Assert.Contains("cannot be", quarantined.QuarantineReason, StringComparison.Ordinal);
        Assert.Equal(0, quarantined.HeldLeaseCount);
        Assert.All(await coordinator.CandidatesAsync("s"), c => Assert.Equal(CandidateState.Pending, c.State));

        await using var honest = await coordinator.ConnectAsync("honest");
        _ = WorkAsync(honest, SimulatedAgent.MeasurementOf);

        Assert.Equal(20, (await coordinator.WaitForEndAsync("s")).Targets[0].MeasuredCount);
        AssertTrue(await coordinator.CandidatesAsync("s"));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(0.2)]
    public async Task DeviceThatContradictsItsClass_IsPutAside_AndItsResultsAreMeasuredAgain(double factor)
    {
        await using var coordinator = await TestCoordinator.StartAsync(recheckShare: Share);
        await using var a = await coordinator.ConnectAsync("a");
        await using var b = await coordinator.ConnectAsync("b");
        await using var liar = await coordinator.ConnectAsync("liar");
        _ = WorkAsync(a, SimulatedAgent.MeasurementOf);
        _ = WorkAsync(b, SimulatedAgent.MeasurementOf);
        _ = WorkAsync(liar, lease => Scaled(lease, factor));
        await coordinator.Studies.CreateStudyAsync(Study("s", count: 120));

        var end = await coordinator.WaitForEndAsync("s");

        Assert.Equal(120, end.Targets[0].MeasuredCount);
        var quarantined = await QuarantinedAsync(coordinator, "liar");
        Assert.Contains("It contradicts its class about candidate", quarantined.QuarantineReason, StringComparison.Ordinal);
        Assert.Contains("liar ", quarantined.QuarantineReason, StringComparison.Ordinal);
        var candidates = await coordinator.CandidatesAsync("s");
        AssertTrue(candidates);
        Assert.Contains(candidates, c => c.Check == CandidateCheck.Corrected);
        Assert.DoesNotContain(candidates, c => c.Check == CandidateCheck.InDoubt);
        Assert.Equal(await HonestFrontierAsync(Study("s", count: 120)), Frontier(candidates));
        Assert.Equal(candidates.Count(c => c.Check == CandidateCheck.Corrected), end.Targets[0].Checks.CorrectedCount);
        Assert.Equal("liar", Assert.Single(end.Targets[0].QuarantinedDevices).Name);
        Assert.Empty(Where(coordinator, "a", "b"));
    }

    [Fact]
    public async Task TwoDevicesThatContradictEachOther_RepeatThemselves_AndTheNewerIsPutAside()
    {
        await using var coordinator = await TestCoordinator.StartAsync(recheckShare: 1);
        await using var a = await coordinator.ConnectAsync("a");
        await using (var b = await coordinator.ConnectAsync("b"))
        {
            _ = WorkAsync(a, SimulatedAgent.MeasurementOf);
            _ = WorkAsync(b, SimulatedAgent.MeasurementOf);
            await coordinator.Studies.CreateStudyAsync(Study("honest", count: 12));
            await coordinator.WaitForEndAsync("honest");
        }

        await coordinator.Devices.RemoveDeviceAsync(new RemoveDeviceRequest { Name = "b" });
        await using var liar = await coordinator.ConnectAsync("liar");
        _ = WorkAsync(liar, lease => Scaled(lease, 5));
        await coordinator.Studies.CreateStudyAsync(Study("s", count: 30));

        Assert.Equal(30, (await coordinator.WaitForEndAsync("s")).Targets[0].MeasuredCount);
        Assert.NotNull(await QuarantinedAsync(coordinator, "liar"));
        AssertTrue(await coordinator.CandidatesAsync("s"));
    }

    [Fact]
    public async Task NoisyDeviceThatIsAlone_IsNeverPutAside()
    {
        await using var coordinator = await TestCoordinator.StartAsync(recheckShare: 1);
        await using var agent = await coordinator.ConnectAsync("alone");
        var noise = new Random(3);
        _ = WorkAsync(agent, lease => Scaled(lease, Math.Pow(1.3, (2 * noise.NextDouble()) - 1)));
        await coordinator.Studies.CreateStudyAsync(Study("s", count: 60));

        var checks = (await coordinator.WaitForEndAsync("s")).Targets[0].Checks;

        Assert.Empty(Where(coordinator, "alone"));
        Assert.Equal((60, 0, 0), (checks.ConfirmedCount, checks.CorrectedCount, checks.OpenCount));
        Assert.InRange(checks.MedianRatio, 1.01, 1.3);
        Assert.InRange(checks.LargestRatio, checks.MedianRatio, 1.7);
    }

    [Fact]
    public async Task DeviceThatNeverSaysTheSameTwice_IsPutAside_AndItsStudyWaitsUntilItIsReleased()
    {
        await using var coordinator = await TestCoordinator.StartAsync(recheckShare: Share);
        await using var agent = await coordinator.ConnectAsync("alone");
        bool isHealed = false;
        int count = 0;
        _ = WorkAsync(agent, lease => Scaled(lease, Volatile.Read(ref isHealed) ? 1 : Math.Pow(4, Interlocked.Increment(ref count) % 7)));
        await coordinator.Studies.CreateStudyAsync(Study("s", count: 40));
        var quarantined = await QuarantinedAsync(coordinator, "alone");
        Assert.Contains("contradicts itself", quarantined.QuarantineReason, StringComparison.Ordinal);
        await Eventually.TrueAsync(
            "what it measured is in doubt",
            () => coordinator.Studies.GetStudy(new GetStudyRequest { StudyId = "s" }).Targets[0] is { Checks.InDoubtCount: > 0, FrontierCount: 0 },
            Patience);
        Assert.Equal(StudyState.Running, (await coordinator.Studies.GetStudyAsync(new GetStudyRequest { StudyId = "s" })).State);

        Volatile.Write(ref isHealed, true);
        var released = await coordinator.Devices.ReleaseDeviceAsync(new ReleaseDeviceRequest { Name = "alone" });

        Assert.Equal((DeviceState.Online, ""), (released.State, released.QuarantineReason));
        Assert.Equal(40, (await coordinator.WaitForEndAsync("s")).Targets[0].MeasuredCount);
        AssertTrue(await coordinator.CandidatesAsync("s"));
    }

    [Fact]
    public async Task Restart_KeepsQuarantine_Doubts_AndChecksThatAreDue()
    {
        await using var coordinator = await TestCoordinator.StartAsync(recheckShare: 1);
        await using (var alone = await coordinator.ConnectAsync("alone"))
        {
            int count = 0;
            _ = WorkAsync(alone, lease => Scaled(lease, Math.Pow(4, Interlocked.Increment(ref count) % 7)));
            await coordinator.Studies.CreateStudyAsync(Study("s", count: 20));
            await QuarantinedAsync(coordinator, "alone");
            await Eventually.TrueAsync(
                "its results are in doubt",
                () => coordinator.Studies.GetStudy(new GetStudyRequest { StudyId = "s" }).Targets[0].Checks is { InDoubtCount: > 0 },
                Patience);
        }

        await coordinator.RestartAsync();

        await QuarantinedAsync(coordinator, "alone");
        Assert.True((await coordinator.Studies.GetStudyAsync(new GetStudyRequest { StudyId = "s" })).Targets[0].Checks.InDoubtCount > 0);
        await using var again = await coordinator.ConnectAsync("alone");
        await using var honest = await coordinator.ConnectAsync("honest");
        _ = WorkAsync(honest, SimulatedAgent.MeasurementOf);
        var end = await coordinator.WaitForEndAsync("s");
        Assert.Equal((20, 0), (end.Targets[0].MeasuredCount, end.Targets[0].Checks.InDoubtCount));
        var candidates = await coordinator.CandidatesAsync("s");
        AssertTrue(candidates);
        Assert.All(candidates, c => Assert.Equal("honest", c.DeviceName));
        Assert.Equal(await HonestFrontierAsync(Study("s", count: 20)), Frontier(candidates));
    }

    [Fact]
    public async Task SearchThatWasToldALie_ReplaysIt_WhileEverybodyElseSeesTheCorrection()
    {
        await using var coordinator = await TestCoordinator.StartAsync(recheckShare: 0.6);
        await using var liar = await coordinator.ConnectAsync("liar");
        var company = new TaskCompletionSource();
        int alone = 0;
        _ = WorkAsync(liar, lease => Scaled(lease, 5), () => ++alone > 30 ? company.Task : Task.CompletedTask); // Alone, and always wrong in the same way: nobody can know.
        await coordinator.Studies.CreateStudyAsync(new CreateStudyRequest { Spec = SmallSpecs.Evolutionary("s") });
        await Eventually.TrueAsync(
            "the search has been told lies",
            () => coordinator.Studies.GetStudy(new GetStudyRequest { StudyId = "s" }).Targets[0].MeasuredCount > 11,
            Patience);
        await using var a = await coordinator.ConnectAsync("a");
        await using var b = await coordinator.ConnectAsync("b");
        _ = WorkAsync(a, SimulatedAgent.MeasurementOf);
        _ = WorkAsync(b, SimulatedAgent.MeasurementOf);
        company.SetResult();
        await Eventually.TrueAsync("the liar is found out", () => Where(coordinator, "liar").Count == 1, Patience);
        await coordinator.RestartAsync();
        await using var again = await coordinator.ConnectAsync("a");
        _ = WorkAsync(again, SimulatedAgent.MeasurementOf);
        // Until it is back, what b held stays its own: for 65 s, the lease timeout and the time to find back after a restart.
        await using var bAgain = await coordinator.ConnectAsync("b");
        _ = WorkAsync(bAgain, SimulatedAgent.MeasurementOf);

        var end = await coordinator.WaitForEndAsync("s");

        Assert.True(end.State == StudyState.Completed, end.FailureMessage);
        var candidates = await coordinator.CandidatesAsync("s");
        AssertTrue(candidates);
        Assert.Equal(end.Targets[0].FrontierCount, candidates.Count(c => c.OnFrontier));
    }

    [Fact]
    public async Task TargetThatFinishedFirst_MeasuresAgain_WhatItsDeviceMeasuredThatIsPutAsideLater()
    {
        await using var coordinator = await TestCoordinator.StartAsync(recheckShare: 0);
        await using var liar = await coordinator.ConnectAsync("liar");
        await using var other = await coordinator.ConnectAsync(SimulatedAgent.Registration("other", cpu: "Another CPU"));
        bool lies = false;
        _ = WorkAsync(liar, lease => Scaled(lease, Volatile.Read(ref lies) ? 0.0001 / 50 : 1));
        await coordinator.Studies.CreateStudyAsync(Study("s", count: 20));
        await Eventually.TrueAsync("its target is finished", () => OfLiar().Finished, Patience);

        Volatile.Write(ref lies, true);
        await coordinator.Studies.CreateStudyAsync(Study("t", count: 20));
        await QuarantinedAsync(coordinator, "liar");

        await Eventually.TrueAsync("all of it is in doubt", () => OfLiar().Checks?.InDoubtCount == 20, Patience);
        await using var honest = await coordinator.ConnectAsync("honest");
        _ = WorkAsync(honest, SimulatedAgent.MeasurementOf);
        _ = WorkAsync(other, SimulatedAgent.MeasurementOf);
        Assert.All((await coordinator.WaitForEndAsync("s")).Targets, t => Assert.Equal(20, t.MeasuredCount));
        AssertTrue(await coordinator.CandidatesAsync("s"));

        StudyTarget OfLiar() =>
            coordinator.Studies.GetStudy(new GetStudyRequest { StudyId = "s" }).Targets.Single(t => t.DeviceClass == liar.Registered.DeviceClass);
    }

    [Fact]
    public async Task ChecksOfAStudyThatHasNothingElseLeft_WaitForNoCandidatesOfLaterStudies()
    {
        const int many = 300;
        await using var coordinator = await TestCoordinator.StartAsync(recheckShare: 1);
        await using var agent = await coordinator.ConnectAsync("alone");
        await coordinator.Studies.CreateStudyAsync(Study("first", count: 10));
        await coordinator.Studies.CreateStudyAsync(Study("second", many));
        _ = WorkAsync(agent, SimulatedAgent.MeasurementOf);

        Assert.Equal(10, (await coordinator.WaitForEndAsync("first")).Targets[0].Checks.ConfirmedCount);

        Assert.InRange((await coordinator.Studies.GetStudyAsync(new GetStudyRequest { StudyId = "second" })).Targets[0].MeasuredCount, 0, many - 1);
    }

    private static CreateStudyRequest Study(string name, int count) => new() { Spec = SmallSpecs.Random(name, count, batch: 20) };

    private static Measurement Scaled(Lease lease, double factor)
    {
        var measurement = SimulatedAgent.MeasurementOf(lease);
        var latency = measurement.Latency;
        (latency.LatencyMs, latency.LowMs, latency.HighMs) = (latency.LatencyMs * factor, latency.LowMs * factor, latency.HighMs * factor);
        return measurement;
    }

    private static Task WorkAsync(SimulatedAgent agent, Func<Lease, Measurement> measure, Func<Task>? before = null) => agent.WorkAsync(async lease =>
    {
        await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        await (before?.Invoke() ?? Task.CompletedTask);
        await agent.SendAsync(new AgentMessage { Result = new Result { AttemptId = lease.AttemptId, Measurement = measure(lease) } });
    });

    private static async Task<Device> QuarantinedAsync(TestCoordinator coordinator, string name)
    {
        await Eventually.TrueAsync($"{name} is in quarantine", () => Where(coordinator, name).Count == 1, Patience);
        return await coordinator.Devices.GetDeviceAsync(new GetDeviceRequest { Name = name });
    }

    /// <summary>Which of these devices are in quarantine.</summary>
    private static List<Device> Where(TestCoordinator coordinator, params string[] names) =>
    [
        .. coordinator.Devices.ListDevices(new ListDevicesRequest()).Devices
            .Where(d => names.Contains(d.Name) && d.State == DeviceState.Quarantined),
    ];

    /// <summary>Nothing of the liar is left.</summary>
    private static void AssertTrue(IEnumerable<Candidate> candidates) => Assert.All(
        candidates, c => Assert.NotEqual("liar", c.DeviceName));

    private static IEnumerable<string> Frontier(IEnumerable<Candidate> candidates) =>
        candidates.Where(c => c.OnFrontier).Select(c => $"{c.Index} {c.Measurement.Latency.LatencyMs}");

    private static async Task<List<string>> HonestFrontierAsync(CreateStudyRequest study)
    {
        await using var coordinator = await TestCoordinator.StartAsync();
        await using var agent = await coordinator.ConnectAsync("honest");
        _ = WorkAsync(agent, SimulatedAgent.MeasurementOf);
        await coordinator.Studies.CreateStudyAsync(study);
        await coordinator.WaitForEndAsync(study.Spec.Name);
        return [.. Frontier(await coordinator.CandidatesAsync(study.Spec.Name))];
    }
}
