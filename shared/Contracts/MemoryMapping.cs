using Lts.Domain.Measurements;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>Memory on the wire; not validated. The net peak travels for readers of the message and follows from the others here.</summary>
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

    /// <summary>From the wire.</summary>
    public static MemoryStatistics Read(Proto.Memory message) => new()
    {
        PeakBytes = message.PeakBytes,
        BaselineBytes = message.BaselineBytes,
        SessionPeakBytes = message.SessionPeakBytes,
        AnonymousBytes = message.AnonymousBytes,
        ArenaPeakBytes = message.ArenaPeakBytes,
    };
}
