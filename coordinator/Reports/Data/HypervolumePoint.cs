namespace Lts.Reports.Data;

/// <summary>The hypervolume at one moment of a search.</summary>
/// <param name="SettledCount">Candidates measured or failed until then.</param>
/// <param name="Hypervolume">What the frontier of that moment dominates, up to the reference point.</param>
internal readonly record struct HypervolumePoint(int SettledCount, double Hypervolume);
