namespace Lts.Agent.Measurement.Rules;

/// <summary>Turns runs of the reference into its calibrated latency.</summary>
internal static class CalibrationRule
{
    private const double Share = 0.1;

    /// <summary>
    /// The 10th percentile. Other work on the machine only ever makes a run slower, so the fast runs tell how fast the device is; the
    /// very fastest would be one lucky run.
    /// </summary>
    /// <param name="samplesMs">Times in milliseconds, at least one.</param>
    public static double Estimate(ReadOnlySpan<double> samplesMs) => Quantile.Of(samplesMs, Share);
}
