using Lts.Domain;
using Lts.Domain.Measurements;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>Memory on the wire. The net peak travels for readers of the message and follows from the others here.</summary>
public static class MemoryMapping
{
    /// <summary>To the wire.</summary>
    public static Proto.Memory ToProto(MemoryStatistics memory) => new()
    {
        PeakBytes = memory.PeakBytes,
        PeakNetBytes = memory.PeakNetBytes,
        SessionPeakBytes = memory.SessionPeakBytes,
        BaselineBytes = memory.BaselineBytes,
        AnonymousBytes = memory.AnonymousBytes,
        ArenaPeakBytes = memory.ArenaPeakBytes,
    };

    /// <summary>Finds figures that are out of range or do not go together.</summary>
    internal static void Check(Proto.Memory message, MessageCheck check)
    {
        check.Number("peak_bytes", message.PeakBytes, Limits.LeastPeakBytes, Limits.MostBytes);
        check.Bytes("session_peak_bytes", message.SessionPeakBytes);
        check.Bytes("baseline_bytes", message.BaselineBytes);
        check.Bytes("anonymous_bytes", message.AnonymousBytes);
        check.Bytes("arena_peak_bytes", message.ArenaPeakBytes);
        check.Require(message.BaselineBytes <= message.PeakBytes, "baseline_bytes", "may not be more than peak_bytes");
    }

    /// <summary>From the wire; see <see cref="Check"/>.</summary>
    public static MemoryStatistics Read(Proto.Memory message) => new()
    {
        PeakBytes = message.PeakBytes,
        BaselineBytes = message.BaselineBytes,
        SessionPeakBytes = message.SessionPeakBytes,
        AnonymousBytes = message.AnonymousBytes,
        ArenaPeakBytes = message.ArenaPeakBytes,
    };
}
