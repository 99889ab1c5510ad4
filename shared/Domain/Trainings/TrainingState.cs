namespace Lts.Domain.Trainings;

/// <summary>How far a training has come; numbered as a trainer's jobs in protos/lts/v1/trainer.proto.</summary>
public enum TrainingState
{
    /// <summary>Waits for the trainer, or in its queue.</summary>
    Queued = 1,

    /// <summary>Is being trained.</summary>
    Running = 2,

    /// <summary>Has a result.</summary>
    Completed = 3,

    /// <summary>Could not go on.</summary>
    Failed = 4,

    /// <summary>Somebody stopped it.</summary>
    Cancelled = 5,
}
