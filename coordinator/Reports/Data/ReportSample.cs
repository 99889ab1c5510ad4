namespace Lts.Reports.Data;

/// <summary>What a report of a large study leaves out: it has all of the frontier, and of the other candidates those that the coordinator drew.</summary>
/// <param name="DrawnCount">Candidates in the report that are on no frontier.</param>
/// <param name="OtherCount">Candidates of the study, or of the targets asked for, that are on no frontier.</param>
public sealed record ReportSample(int DrawnCount, int OtherCount);
