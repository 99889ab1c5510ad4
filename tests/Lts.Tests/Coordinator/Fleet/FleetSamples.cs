using Lts.Coordinator.Fleet;
using Lts.Domain.Architectures;
using Lts.Domain.Candidates;
using Lts.Domain.Devices;
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
        new Architecture { HiddenSize = 64, Layers = [new DecoderLayer(128 + index, 2)] });

    public static Registration Registration(string name, int capacity = 1, string deviceClass = "class", params string[] held) => new(
        name,
        "key of " + name,
        deviceClass,
        new DeviceProfile([], new DeviceFacts(), new DeviceSettings("cpu", 1), "test"),
        capacity,
        [.. held]);

    public static CandidateMeasurement Measurement() => Storage.StoreSamples.Measurement(3);

    public static MeasurementFailure Failure(FailureKind kind) => new() { Kind = kind, Message = "As the test wants." };
}
