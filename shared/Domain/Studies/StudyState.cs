namespace Lts.Domain.Studies;

/// <summary>What a study is doing. The numbers are stored.</summary>
public enum StudyState
{
    /// <summary>Candidates are being proposed and measured.</summary>
    Running = 1,

    /// <summary>The search came to its end.</summary>
    Completed = 2,

    /// <summary>Somebody stopped it; it can be resumed.</summary>
    Cancelled = 3,

    /// <summary>It could not go on; the failure message says why.</summary>
    Failed = 4,
}
