using Lts.Tests.EndToEnd.Faults.Devices;
using Lts.Tests.EndToEnd.Faults.Harness;

namespace Lts.Tests.EndToEnd.Faults.Lanes;

/// <summary>What all lanes share.</summary>
/// <param name="Plan">How much happens.</param>
/// <param name="Site">To whom.</param>
/// <param name="Figures">What is counted.</param>
/// <param name="Evidence">What may count against candidates.</param>
/// <param name="Unreliable">Simulated agents of this process, who remember what was acknowledged.</param>
internal sealed record FaultContext(
    FaultPlan Plan, FaultSite Site, FaultFigures Figures, Evidence Evidence, IReadOnlyList<FaultyAgent> Unreliable)
{
    private volatile string _study = "";

    /// <summary>The simulated study that runs now; empty for none.</summary>
    public string Study
    {
        get => _study;
        set => _study = value;
    }
}
