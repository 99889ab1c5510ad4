using Lts.Tests.EndToEnd.Faults.Harness;

namespace Lts.Tests.EndToEnd.Faults.Mischief;

/// <summary>Somebody who is allowed to connect and means no good. Add one here, and a line in <see cref="MischiefMakers"/>.</summary>
internal interface IMischief
{
    /// <summary>What it does, for the table of figures.</summary>
    public string Name { get; }

    /// <summary>Does it once, or for a while. The coordinator may be gone at any time: what that throws is caught outside.</summary>
    /// <param name="site">Where.</param>
    /// <param name="figures">Gets what was done, and what must not have worked.</param>
    /// <param name="cancellationToken">Requests the end.</param>
    public Task DoAsync(FaultSite site, FaultFigures figures, CancellationToken cancellationToken);
}
