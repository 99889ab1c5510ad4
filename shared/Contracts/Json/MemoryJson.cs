using Lts.Domain.Measurements;

namespace Lts.Contracts.Json;

/// <summary>Memory of the measuring process, in bytes.</summary>
public sealed record MemoryJson(
    long PeakBytes, long PeakNetBytes, long SessionPeakBytes, long BaselineBytes, long AnonymousBytes, long ArenaPeakBytes)
{
    /// <summary>The JSON form.</summary>
    public static MemoryJson Of(MemoryStatistics memory) => new(
        memory.PeakBytes, memory.PeakNetBytes, memory.SessionPeakBytes, memory.BaselineBytes, memory.AnonymousBytes, memory.ArenaPeakBytes);
}
