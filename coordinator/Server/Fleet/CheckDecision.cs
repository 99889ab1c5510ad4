using System.Collections.Immutable;

namespace Lts.Coordinator.Fleet;

/// <summary>What the measurements of one candidate say so far.</summary>
internal abstract record CheckDecision
{
    private CheckDecision()
    {
    }

    /// <summary>They agree.</summary>
    public sealed record Agreed : CheckDecision;

    /// <summary>One more is needed.</summary>
    /// <param name="DeviceName">Who must make it; <see langword="null"/> for a device that has not measured it yet, or else any.</param>
    public sealed record MeasureAgain(string? DeviceName = null) : CheckDecision;

    /// <summary>They contradict each other, and it is known who is wrong.</summary>
    /// <param name="Stands">The measurement that counts; <see langword="null"/> when none does.</param>
    /// <param name="AtFault">Devices that contradict the others, or never say the same twice.</param>
    /// <param name="Unsteady">Devices one of whose measurements was wrong and another right.</param>
    public sealed record Settled(Reading? Stands, ImmutableArray<string> AtFault, ImmutableArray<string> Unsteady) : CheckDecision;

    /// <summary>They contradict each other, and nobody can be blamed.</summary>
    public sealed record Unsettled : CheckDecision;
}
