namespace Lts.Tests.EndToEnd.Faults.Devices;

/// <summary>One candidate of a <see cref="KnownAnswer"/>.</summary>
/// <param name="Index">Its place in the order of proposal.</param>
/// <param name="ArchitectureId">What is measured.</param>
/// <param name="DecoderParameters">More is better.</param>
/// <param name="LatencyMs">Less is better.</param>
/// <param name="PeakBytes">Less is better.</param>
internal sealed record KnownCandidate(int Index, string ArchitectureId, long DecoderParameters, double LatencyMs, long PeakBytes)
{
    /// <summary>Whether this is nowhere worse than another, and better somewhere.</summary>
    public bool Dominates(KnownCandidate other) =>
        DecoderParameters >= other.DecoderParameters && LatencyMs <= other.LatencyMs && PeakBytes <= other.PeakBytes
        && (DecoderParameters > other.DecoderParameters || LatencyMs < other.LatencyMs || PeakBytes < other.PeakBytes);
}
