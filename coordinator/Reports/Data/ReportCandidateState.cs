namespace Lts.Reports.Data;

/// <summary>How far a candidate has come.</summary>
internal enum ReportCandidateState
{
    /// <summary>Waits for a device.</summary>
    Pending = 1,

    /// <summary>A device holds it.</summary>
    Leased = 2,

    /// <summary>It has a measurement.</summary>
    Measured = 3,

    /// <summary>It has failed for good.</summary>
    Failed = 4,

    /// <summary>The study was cancelled before it was measured.</summary>
    Cancelled = 5,
}
