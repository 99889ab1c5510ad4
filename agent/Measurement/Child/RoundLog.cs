using System.Diagnostics;
using Lts.Agent.Measurement.Protocol;

namespace Lts.Agent.Measurement.Child;

/// <summary>
/// The samples so far. They go to the agent about twice a second, rarely enough not to disturb: so that progress shows, and so that a
/// process that is killed has not measured for nothing.
/// </summary>
/// <param name="capacity">Most rounds.</param>
/// <param name="output">Where they go; <see langword="null"/> to keep them.</param>
internal sealed class RoundLog(int capacity, ChildOutput? output)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly double[] _candidateMs = new double[capacity];
    private readonly double[] _referenceMs = new double[capacity];
    private readonly double[] _ratios = new double[capacity];
    private int _count;
    private int _sent;
    private long _sentAt = Stopwatch.GetTimestamp();

    public ReadOnlySpan<double> CandidateMs => _candidateMs.AsSpan(0, _count);

    public ReadOnlySpan<double> ReferenceMs => _referenceMs.AsSpan(0, _count);

    public ReadOnlySpan<double> Ratios => _ratios.AsSpan(0, _count);

    public void Add(double candidateMs, double referenceMs)
    {
        _candidateMs[_count] = candidateMs;
        _referenceMs[_count] = referenceMs;
        _ratios[_count] = candidateMs / referenceMs;
        _count++;
        if (Stopwatch.GetElapsedTime(_sentAt) >= Interval)
        {
            Flush();
        }
    }

    /// <summary>Sends what was not sent yet.</summary>
    public void Flush()
    {
        if (_sent < _count)
        {
            output?.Write(new RoundsMessage(_candidateMs[_sent.._count], _referenceMs[_sent.._count]));
            _sent = _count;
        }

        _sentAt = Stopwatch.GetTimestamp();
    }
}
