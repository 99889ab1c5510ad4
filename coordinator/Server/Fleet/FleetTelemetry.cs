using System.Diagnostics.Metrics;

namespace Lts.Coordinator.Fleet;

/// <summary>Instruments of this room.</summary>
internal static class FleetTelemetry
{
    private static readonly Meter Meter = new("Lts.Coordinator.Fleet");

    /// <summary>Candidates that got their outcome.</summary>
    public static Counter<long> Results { get; } = Meter.CreateCounter<long>("lts.fleet.results", "{result}");
}
