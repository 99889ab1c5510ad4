using System.Diagnostics.Metrics;

namespace Lts.Coordinator.Storage.Sqlite;

/// <summary>Instruments of this store.</summary>
internal static class SqliteTelemetry
{
    private static readonly Meter Meter = new("Lts.Coordinator.Storage");

    /// <summary>From the start of a transaction to its commit.</summary>
    public static Histogram<double> CommitDuration { get; } = Meter.CreateHistogram<double>("lts.storage.commit.duration", "s");
}
