using System.Diagnostics;
using System.Runtime.InteropServices;
using Lts.Agent.Measurement.Protocol;

namespace Lts.Agent.Measurement.Jobs;

/// <summary>
/// The samples so far. They go to the agent about twice a second, rarely enough not to disturb: so that progress shows, and so that a
/// process that is killed has not measured for nothing.
/// </summary>
/// <param name="output">Where they go; <see langword="null"/> to keep them.</param>
internal sealed class RoundLog(ChildOutput? output)
{
    private const int InitialRounds = 256; // more than most measurements need, so that nothing is allocated meanwhile
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly List<double> _candidateMs = new(InitialRounds);
    private readonly List<double> _referenceMs = new(InitialRounds);
    private readonly List<double> _ratios = new(InitialRounds);
    private int _sent;
    private long _sentAt = Stopwatch.GetTimestamp();

    /// <summary>The candidate's times in milliseconds, one a round.</summary>
    public ReadOnlySpan<double> CandidateMs => CollectionsMarshal.AsSpan(_candidateMs);

    /// <summary>The reference's times in milliseconds, of the same rounds.</summary>
    public ReadOnlySpan<double> ReferenceMs => CollectionsMarshal.AsSpan(_referenceMs);

    /// <summary>The candidate's time over the reference's, one a round.</summary>
    public ReadOnlySpan<double> Ratios => CollectionsMarshal.AsSpan(_ratios);

    /// <summary>Adds a round, and sends what has gathered when it is time.</summary>
    /// <param name="candidateMs">The candidate's time in milliseconds.</param>
    /// <param name="referenceMs">The reference's time in the same round, in milliseconds.</param>
    public void Add(double candidateMs, double referenceMs)
    {
        _candidateMs.Add(candidateMs);
        _referenceMs.Add(referenceMs);
        _ratios.Add(candidateMs / referenceMs);
        if (Stopwatch.GetElapsedTime(_sentAt) >= Interval)
        {
            Flush();
        }
    }

    /// <summary>Sends what was not sent yet.</summary>
    public void Flush()
    {
        if (_sent < _ratios.Count)
        {
            output?.Write(new RoundsMessage([.. CandidateMs[_sent..]], [.. ReferenceMs[_sent..]]));
            _sent = _ratios.Count;
        }

        _sentAt = Stopwatch.GetTimestamp();
    }
}
