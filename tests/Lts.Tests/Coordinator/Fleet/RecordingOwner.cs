using Lts.Coordinator.Fleet;
using Lts.Domain.Measurements;

namespace Lts.Tests.Coordinator.Fleet;

/// <summary>Keeps what it is told.</summary>
internal sealed class RecordingOwner : ILeaseOwner
{
    public List<(int Index, MeasurementOutcome Outcome, string Device)> Outcomes { get; } = [];

    public void OnLeased(int index, int attemptCount, string deviceName)
    {
    }

    public void OnReleased(int index)
    {
    }

    public void OnOutcome(int index, MeasurementOutcome outcome, string deviceName) => Outcomes.Add((index, outcome, deviceName));
}
