using Lts.Agent.Inference;
using Lts.Domain.Measurements;

namespace Lts.Agent.Measurement;

/// <summary>What a <see cref="CandidateMeasurer"/> needs to know, besides the candidate.</summary>
internal sealed record MeasurerOptions
{
    /// <summary>The agent's folder: weight pools, calibrations and what is being measured live there. Created when missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Provider and threads.</summary>
    public InferenceSettings Inference { get; init; } = new();

    /// <summary>
    /// Whether a disk that is full, or cannot be written, throws. Default false: it is a failure that does not count against the candidate, as if
    /// its graph had not arrived. A user at the device learns by the exit code that it was the disk.
    /// </summary>
    public bool StorageErrorsThrow { get; init; }

    /// <summary>Told the process id of every measuring process as it starts; <see langword="null"/> for nobody.</summary>
    public Action<MeasurementPhase, int>? ChildStarted { get; init; }
}
