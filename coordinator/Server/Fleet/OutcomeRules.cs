using Lts.Domain.Measurements;

namespace Lts.Coordinator.Fleet;

/// <summary>Whether an outcome can be that of a plan. Pure.</summary>
internal static class OutcomeRules
{
    /// <summary>The outcome; in place of a measurement that no agent makes by this plan, an error of the device's.</summary>
    /// <param name="outcome">What an attempt brought.</param>
    /// <param name="plan">How it was to be measured.</param>
    public static MeasurementOutcome Held(MeasurementOutcome outcome, MeasurementPlan plan)
    {
        int most = outcome is CandidateMeasurement m
            ? m.Further.Select(value => value.Samples.Length)
                .Append(m.Latency.CandidateSamplesMs.Length).Append(m.Latency.ReferenceSamplesMs.Length).Max()
            : 0;
        return most <= plan.MaxRounds
            ? outcome
            : new MeasurementFailure
            {
                Kind = FailureKind.DeviceError,
                Message = $"The agent sent {most} samples of one metric; the study's plan has max_rounds {plan.MaxRounds}.",
            };
    }
}
