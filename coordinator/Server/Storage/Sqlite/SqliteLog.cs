using Microsoft.Extensions.Logging;

namespace Lts.Coordinator.Storage.Sqlite;

/// <summary>What this store logs. Event ids 1100–1199 are the room's.</summary>
internal static partial class SqliteLog
{
    [LoggerMessage(1100, LogLevel.Error, "{Problem} ({Count} writes were not kept and not acknowledged)")]
    public static partial void WriteFailed(this ILogger logger, string problem, int count);

    [LoggerMessage(1101, LogLevel.Debug, "Opened {Path}, schema {Version}")]
    public static partial void Opened(this ILogger logger, string path, int version);

    [LoggerMessage(1103, LogLevel.Warning, "{Path}: {Missing}. This was accepted (--accept-loss); what was measured since is measured again")]
    public static partial void LossAccepted(this ILogger logger, string path, string missing);

    [LoggerMessage(1104, LogLevel.Warning, "The mark of commits beside the database cannot be written: {Problem} Nothing is lost, but a loss would not be noticed")]
    public static partial void NotMarked(this ILogger logger, string problem);

    [LoggerMessage(1102, LogLevel.Information, "{Path} was written by an older lts and has schema {Version} now. The database as it was is kept in {Copy}")]
    public static partial void Migrated(this ILogger logger, string path, int version, string copy);
}
