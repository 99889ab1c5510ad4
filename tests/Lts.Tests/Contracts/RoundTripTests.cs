using Lts.Contracts;
using Lts.Domain;
using Lts.Domain.Devices;
using Lts.Domain.Measurements;
using Lts.Tests.Coordinator.Storage;
using Proto = Lts.Protos.V1;

namespace Lts.Tests.Contracts;

/// <summary>What is written to the wire and read from it is what it was. Messages are compared, for they compare lists by value.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void Measurement_IsTheSameAgain()
    {
        var sent = OutcomeMapping.ToProto("a", StoreSamples.Measurement(12.5));

        Assert.NotEmpty(sent.Measurement.Latency.CandidateSamplesMs);
        Assert.Equal(sent, OutcomeMapping.ToProto("a", OutcomeMapping.Read(sent)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(137)]
    public void Failure_IsTheSameAgain(int? exitCode)
    {
        var failure = new MeasurementFailure { Kind = FailureKind.OutOfMemory, Message = "It needed more.", ExitCode = exitCode };

        Assert.Equal(failure, OutcomeMapping.Read(OutcomeMapping.ToProto("a", failure)));
    }

    [Fact]
    public void FailureOfAnUnknownKind_IsWorthAnotherAttempt()
    {
        var failure = FailureMapping.Read(new Proto.Failure { Kind = (Proto.FailureKind)99, Message = "from the future" });

        Assert.Equal((FailureKind.DeviceError, "from the future"), (failure.Kind, failure.Message));
    }

    [Fact]
    public void MeasurementThatMakesNoSense_NamesEveryError()
    {
        var errors = new List<string>();

        Assert.Null(MeasurementMapping.Read(new Proto.Measurement { Latency = new() { LatencyMs = double.NaN }, Verdict = (Proto.Verdict)9 }, errors));
        Assert.Equal(3, errors.Count);
        Assert.Contains(errors, error => error.StartsWith("measurement.latency.latency_ms", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.StartsWith("measurement.memory.peak_bytes", StringComparison.Ordinal));
        Assert.Contains(errors, error => error.StartsWith("measurement.verdict", StringComparison.Ordinal));
    }

    [Fact]
    public void Plan_IsTheSameAgain()
    {
        var plan = new MeasurementPlan { SequenceLength = 7, MaxRounds = 20, TimeLimit = TimeSpan.FromSeconds(3), MemoryLimitBytes = 5 };

        Assert.Equal(plan, PlanMapping.Read(PlanMapping.ToProto(plan), 1000));
    }

    [Fact]
    public void Device_IsTheSameAgain()
    {
        var time = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var sent = DeviceMapping.ToProto(new DeviceSnapshot(
            "pi", "class", DeviceStatus.Draining, Profile, time, time.AddHours(1), 2, new DeviceCounts(30, 4)));

        Assert.Equal(sent, DeviceMapping.ToProto(DeviceMapping.Read(sent)));
        Assert.Equal(Proto.DeviceState.Draining, sent.State);
    }

    [Fact]
    public void DeviceThatWasNeverSeen_HasNoTimes()
    {
        var sent = DeviceMapping.ToProto(new DeviceSnapshot("pi", "class", DeviceStatus.Offline, Profile, default, default, 0, default));

        Assert.Null(sent.FirstSeenTime);
        Assert.Equal(default, DeviceMapping.Read(sent).FirstSeenTime);
    }

    [Fact]
    public void Registration_IsTheSameAgain()
    {
        var sent = RegistrationMapping.ToProto(new DeviceRegistration
        {
            Name = "pi",
            Key = "key",
            DeviceClass = "mine",
            Profile = Profile,
            LeaseCapacity = 3,
            HeldAttemptIds = ["a", "b"],
        });

        Assert.Equal(sent, RegistrationMapping.ToProto(RegistrationMapping.Read(sent)));
    }

    [Fact]
    public void RegistrationWithErrors_NamesThemAll()
    {
        var message = new Proto.Register { DeviceName = "A b", LeaseCapacity = 1000, Settings = new() { Threads = -1 } };

        var error = Assert.Throws<ValidationException>(() => RegistrationMapping.Read(message));
        Assert.Equal(
            ["device_name", "device_key", "settings.threads", "lease_capacity"], error.Errors.Select(text => text.Split(' ')[0]));
    }

    private static DeviceProfile Profile { get; } = new(
        ["arm", "kitchen"],
        new DeviceFacts
        {
            CpuModel = "a CPU",
            PhysicalCores = 2,
            LogicalCores = 4,
            IsaExtensions = ["asimd"],
            CpuMaxMHz = 1800,
            MemoryBytes = 1L << 30,
            Accelerators = [new Accelerator("a GPU", 1L << 20, "1.2")],
            OnnxRuntimeVersion = "1.30.0",
            OnnxRuntimeProviders = ["CPUExecutionProvider"],
            Fingerprint = "abc",
        },
        new MeasuringSettings("cuda", 3),
        "1.2.3");
}
