namespace Lts.Tests.EndToEnd.Faults.Devices;

/// <summary>What happens to an agent, as probabilities per attempt.</summary>
/// <param name="Death">It dies while it measures.</param>
/// <param name="Cut">Its connection breaks.</param>
/// <param name="Delay">A result is kept back until the next connection.</param>
/// <param name="Lie">A result is sent again, and with other numbers.</param>
internal sealed record FaultRates(double Death, double Cut, double Delay, double Lie)
{
    /// <summary>A bad day.</summary>
    public static FaultRates Bad { get; } = new(Death: 0.02, Cut: 0.03, Delay: 0.03, Lie: 0.1);
}
