using Lts.Coordinator.Fleet;
using Lts.Domain.Candidates;
using Lts.Domain.Devices;
using Lts.Domain.Families;
using Lts.Domain.Measurements;

namespace Lts.Tests.Coordinator.Fleet;

/// <summary>Devices and candidates for tests of decisions.</summary>
internal static class FleetSamples
{
    public static DateTimeOffset Start { get; } = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static LeaseTarget Target(
        string study = "s", int priority = 0, int age = 0, int maxAttempts = 3, string deviceClass = "class", ILeaseOwner? owner = null) =>
        new(study, 0, deviceClass, [], priority, Start.AddSeconds(-age), new MeasurementPlan(), maxAttempts, owner ?? new RecordingOwner());

    public static LeaseJob Job(LeaseTarget target, int index) => new(
        target,
        new CandidateKey(target.StudyId, 0, index),
        new Gpt2Shape { HiddenSize = 64, Layers = [new Gpt2Layer(128 + index, 2)] });

    public static DeviceRegistration Registration(string name, int capacity = 1, string deviceClass = "class", params string[] held) => new()
    {
        Name = name,
        Key = "key of " + name,
        DeviceClass = deviceClass,
        Profile = new DeviceProfile([], new DeviceFacts(), new MeasuringSettings("cpu", 1), "test"),
        LeaseCapacity = capacity,
        HeldAttemptIds = [.. held],
    };

    public static CandidateMeasurement Measurement() => Storage.StoreSamples.Measurement(3);

    public static MeasurementFailure Failure(FailureKind kind) => new() { Kind = kind, Message = "As the test wants." };
}
