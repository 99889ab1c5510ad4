using System.Collections.Immutable;
using Lts.Domain.Measurements;

namespace Lts.Agent.Measurement.Rules;

/// <summary>Turns raw samples into a latency.</summary>
internal static class LatencyEstimator
{
    /// <summary>
    /// latency = (median over rounds of candidate / reference) × the calibrated latency of the reference. Whatever slows the machine for
    /// longer than a round slows both, and cancels.
    /// </summary>
    /// <param name="candidateMs">The candidate's times in milliseconds, one a round, at least one.</param>
    /// <param name="referenceMs">The reference's, of the same rounds.</param>
    /// <param name="calibratedMs">Calibrated latency of the reference in milliseconds.</param>
    public static LatencyStatistics Estimate(ReadOnlySpan<double> candidateMs, ReadOnlySpan<double> referenceMs, double calibratedMs)
    {
        var ratio = MedianInterval.Of(Ratios(candidateMs, referenceMs));
        return new LatencyStatistics
        {
            LatencyMs = ratio.Median * calibratedMs,
            LowMs = ratio.Low * calibratedMs,
            HighMs = ratio.High * calibratedMs,
            P50Ms = Quantile.Of(candidateMs, 0.5),
            P90Ms = Quantile.Of(candidateMs, 0.9),
            MinMs = Quantile.Of(candidateMs, 0),
            Ratio = ratio.Median,
            ReferenceMs = calibratedMs,
            Rounds = candidateMs.Length,
            CandidateSamplesMs = ImmutableArray.Create(candidateMs),
            ReferenceSamplesMs = ImmutableArray.Create(referenceMs),
        };
    }

    private static double[] Ratios(ReadOnlySpan<double> candidateMs, ReadOnlySpan<double> referenceMs)
    {
        var ratios = new double[candidateMs.Length];
        for (var i = 0; i < ratios.Length; i++)
        {
            ratios[i] = candidateMs[i] / referenceMs[i];
        }

        return ratios;
    }
}
