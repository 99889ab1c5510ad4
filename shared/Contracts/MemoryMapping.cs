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

    /// <summary>Finds figures that are out of range.</summary>
    /// <param name="message">What an agent sent.</param>
    /// <param name="isProcess">Whether the peak is a process's; that of an accelerator may be a few bytes.</param>
    /// <param name="check">Receives what is wrong.</param>
    internal static void Check(Proto.Memory message, bool isProcess, MessageCheck check)
    {
        check.Number("peak_bytes", message.PeakBytes, isProcess ? Limits.LeastPeakBytes : 1, Limits.MostBytes);
        check.Bytes("session_peak_bytes", message.SessionPeakBytes);
        check.Bytes("baseline_bytes", message.BaselineBytes);
        check.Bytes("anonymous_bytes", message.AnonymousBytes);
        check.Bytes("arena_peak_bytes", message.ArenaPeakBytes);
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
