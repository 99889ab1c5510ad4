namespace Lts.Reports.Data;

/// <summary>How far a study has come.</summary>
internal enum ReportStudyState
{
    /// <summary>Candidates are still being proposed and measured.</summary>
    Running = 1,

    /// <summary>The search reached its end.</summary>
    Completed = 2,

    /// <summary>Somebody stopped it.</summary>
    Cancelled = 3,

    /// <summary>It could not go on.</summary>
    Failed = 4,
}
