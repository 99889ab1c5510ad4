using Lts.Agent.Inference;
using Lts.Domain.Measurements;

namespace Lts.Agent.Measurement.Protocol;

/// <summary>The first line that a measuring process reads. Work begins with the second, see <see cref="ChildWords.Go"/>.</summary>
internal sealed record ChildRequest
{
    /// <summary>What to do.</summary>
    public required ChildJob Job { get; init; }

    /// <summary>Provider and threads.</summary>
    public required InferenceSettings Inference { get; init; }

    /// <summary>The candidate, for the jobs that have one.</summary>
    public GraphFile? Candidate { get; init; }

    /// <summary>The reference, for the jobs that have one.</summary>
    public GraphFile? Reference { get; init; }

    /// <summary>How to measure.</summary>
    public MeasurementPlan Plan { get; init; } = new();
}
