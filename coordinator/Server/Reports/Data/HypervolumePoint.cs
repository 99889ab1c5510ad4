namespace Lts.Coordinator.Reports.Data;

/// <summary>The hypervolume at one moment of a search.</summary>
/// <param name="SettledCount">Candidates measured or failed until then.</param>
/// <param name="Hypervolume">The frontier's hypervolume, from 0 to 1.</param>
internal readonly record struct HypervolumePoint(int SettledCount, double Hypervolume);
