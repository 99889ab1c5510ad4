namespace Lts.Reports.Data;

/// <summary>The hypervolume at one moment of a search.</summary>
/// <param name="SettledCount">Candidates measured or failed until then.</param>
/// <param name="Hypervolume">The frontier's hypervolume.</param>
internal readonly record struct HypervolumePoint(int SettledCount, double Hypervolume);
