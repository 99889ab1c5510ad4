using System.Text.Json.Serialization;
using Lts.Domain.Measurements;

namespace Lts.Coordinator.Storage.Outcomes;

/// <summary>Memory statistics as they are stored.</summary>
internal sealed record StoredMemory(
    [property: JsonPropertyName("peak_bytes")] long PeakBytes,
    [property: JsonPropertyName("baseline_bytes")] long BaselineBytes,
    [property: JsonPropertyName("session_peak_bytes")] long SessionPeakBytes,
    [property: JsonPropertyName("anonymous_bytes")] long AnonymousBytes,
    [property: JsonPropertyName("arena_peak_bytes")] long ArenaPeakBytes)
{
    /// <summary>As they are stored.</summary>
    public static StoredMemory Of(MemoryStatistics memory) => new(
        memory.PeakBytes, memory.BaselineBytes, memory.SessionPeakBytes, memory.AnonymousBytes, memory.ArenaPeakBytes);

    /// <summary>As they were stored.</summary>
    public MemoryStatistics Read() => new()
    {
        PeakBytes = PeakBytes,
        BaselineBytes = BaselineBytes,
        SessionPeakBytes = SessionPeakBytes,
        AnonymousBytes = AnonymousBytes,
        ArenaPeakBytes = ArenaPeakBytes,
    };
}
