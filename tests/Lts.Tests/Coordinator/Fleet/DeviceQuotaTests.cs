using Lts.Coordinator.Fleet;
using Lts.Domain;
using Lts.Domain.Devices;
using Lts.Domain.Measurements;
using Lts.Serving.Quotas;

namespace Lts.Tests.Coordinator.Fleet;

/// <summary>How many names a stranger takes, and what a result may carry.</summary>
public sealed class DeviceQuotaTests : FleetTests
{
    private static readonly AgentOrigin Outside = new("192.0.2.7", IsLocal: false, IsSigned: false);

    [Fact]
    public async Task NewNamesOfOneAddress_AreCountedByTheHour_AndKnownOnesAreNot()
    {
        for (int i = 0; i < Limits.NewDevicesPerHour; i++)
        {
            await RegisterAsync($"d{i}", Outside);
        }

        var e = await Assert.ThrowsAsync<QuotaExceededException>(() => RegisterAsync("one-more", Outside));

        Assert.Contains($"at most {Limits.NewDevicesPerHour} an hour", e.Message, StringComparison.Ordinal);
        await RegisterAsync("d0", Outside);
        await RegisterAsync("elsewhere", Outside with { Address = "192.0.2.8" });
        await RegisterAsync("here", AgentOrigin.ThisMachine);
        Clock.Advance(TimeSpan.FromHours(1));
        await RegisterAsync("one-more", Outside);
    }

    [Fact]
    public async Task Devices_AreSoManyAndNoMore()
    {
        Fill(Limits.DeviceCount, isApproved: true);

        var e = await Assert.ThrowsAsync<QuotaExceededException>(() => RegisterAsync("one-more", AgentOrigin.ThisMachine));
        Assert.Contains("lts devices remove", e.Message, StringComparison.Ordinal);
        await Registry.RemoveAsync("d7");
        await RegisterAsync("one-more", AgentOrigin.ThisMachine);
    }

    [Fact]
    public async Task StrangerTooMany_TakesThePlaceOfTheOneThatIsAwayLongest_NeverOfAKnownOne()
    {
        Fill(Limits.WaitingDeviceCount, isApproved: false);
        await RegisterAsync("known", AgentOrigin.ThisMachine);

        await RegisterAsync("newcomer", Outside);

        Assert.Equal(Limits.WaitingDeviceCount + 1, State.Devices.Count);
        Assert.DoesNotContain("d0", State.Devices.Keys);
        Assert.Contains("known", State.Devices.Keys);
        foreach (var device in State.Devices.Values)
        {
            device.Session ??= new DeviceSession(device.Name, 1);
        }

        await Assert.ThrowsAsync<QuotaExceededException>(() => RegisterAsync("another", Outside));
        await RegisterAsync("mine", AgentOrigin.ThisMachine);
    }

    [Fact]
    public async Task StrangerTooMany_TakesNoName_ThatIsInQuarantineOrMeasuredOrIsNamedByAStudy()
    {
        Fill(Limits.WaitingDeviceCount, isApproved: false);
        State.Devices["d0"].Quarantine = new Quarantine(FleetSamples.Start, "It contradicts another.");
        State.Devices["d1"].CountDone();
        Dispatcher.Enqueue([FleetSamples.Job(FleetSamples.Target() with { Selectors = [DeviceSelector.TryParse("name:d2")!] }, 0)]);

        await RegisterAsync("newcomer", Outside);

        Assert.Equal(["d0", "d1", "d2"], State.Devices.Keys.Intersect(["d0", "d1", "d2", "d3"]).Order());
    }

    [Fact]
    public async Task KnownDevice_TakesThePlaceOfAStranger_WhenThereAreNoMoreDevices()
    {
        Fill(Limits.DeviceCount, isApproved: true);
        State.Devices["d7"].IsApproved = false;
        await Assert.ThrowsAsync<QuotaExceededException>(() => RegisterAsync("stranger", Outside));

        await RegisterAsync("signed", Outside with { IsSigned = true });

        Assert.DoesNotContain("d7", State.Devices.Keys);
        await Assert.ThrowsAsync<QuotaExceededException>(() => RegisterAsync("another", Outside with { IsSigned = true }));
    }

    [Theory]
    [InlineData(200, 200, 0, false)]
    [InlineData(201, 0, 0, true)]
    [InlineData(0, 201, 0, true)]
    [InlineData(0, 0, 201, true)]
    public void MoreSamplesThanThePlansRounds_AreTheDevicesError(int candidate, int reference, int further, bool isError)
    {
        var plan = new MeasurementPlan { MaxRounds = 200 };
        var measured = FleetSamples.Measurement();
        measured = measured with
        {
            Latency = measured.Latency with { CandidateSamplesMs = [.. new double[candidate]], ReferenceSamplesMs = [.. new double[reference]] },
            Further = [new MetricValue("energy", 1) { Samples = [.. new double[further]] }],
        };

        var outcome = OutcomeRules.Held(measured, plan);

        Assert.Equal(isError, outcome is MeasurementFailure { Kind: FailureKind.DeviceError });
        Assert.Equal(!isError, outcome == measured);
    }

    [Fact]
    public async Task ResultWithMoreSamplesThanThePlansRounds_PausesTheDevice_AndSettlesNothing()
    {
        var owner = new RecordingOwner();
        var session = await ConnectAsync("a");
        Dispatcher.Enqueue([FleetSamples.Job(FleetSamples.Target(owner: owner), 0)]);
        var measured = FleetSamples.Measurement();

        await Dispatcher.AcceptResultAsync("a", TakeLease(session), measured with
        {
            Latency = measured.Latency with { CandidateSamplesMs = [.. new double[new MeasurementPlan().MaxRounds + 1]] },
        });

        Assert.Equal(1, State.Devices["a"].ErrorsInARow);
        Assert.Contains("max_rounds", Assert.Single(Store.Ends).Failure!.Message, StringComparison.Ordinal);
        Assert.Null(Store.Ends[0].Outcome);
    }

    private void Fill(int count, bool isApproved)
    {
        for (int i = 0; i < count; i++)
        {
            State.Devices.Add($"d{i}", new DeviceState
            {
                Name = $"d{i}",
                Key = "k",
                DeviceClass = "class",
                Profile = new DeviceProfile([], new DeviceFacts(), new MeasuringSettings("cpu", 1), "test"),
                FirstSeenTime = FleetSamples.Start,
                LastSeenTime = FleetSamples.Start.AddSeconds(i),
                IsApproved = isApproved,
                IsSaved = true,
            });
        }
    }

    private Task<SessionStart> RegisterAsync(string name, AgentOrigin origin) => Registry.RegisterAsync(FleetSamples.Registration(name), origin);
}
