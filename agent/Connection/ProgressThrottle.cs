using Lts.Domain.Measurements;

namespace Lts.Agent.Connection;

/// <summary>Lets through a change of phase at once and everything else at most once an interval.</summary>
/// <param name="interval">Least time between two reports of one phase.</param>
/// <param name="time">Tells how long ago the last report was.</param>
/// <param name="send">Gets what passes; must not block.</param>
internal sealed class ProgressThrottle(TimeSpan interval, TimeProvider time, Action<MeasurementProgress> send) : IProgress<MeasurementProgress>
{
    private readonly Lock _gate = new();
    private MeasurementPhase? _phase;
    private long _lastSent;

    /// <inheritdoc/>
    public void Report(MeasurementProgress value)
    {
        lock (_gate)
        {
            if (value.Phase == _phase && time.GetElapsedTime(_lastSent) < interval)
            {
                return;
            }

            _phase = value.Phase;
            _lastSent = time.GetTimestamp();
        }

        send(value);
    }
}
