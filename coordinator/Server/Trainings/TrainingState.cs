namespace Lts.Coordinator.Trainings;

/// <summary>How far a training is. Numbered as the contract numbers a job's states.</summary>
internal enum TrainingState
{
    /// <summary>Waits for its turn, or for its trainer.</summary>
    Queued = 1,

    /// <summary>Trains.</summary>
    Running = 2,

    /// <summary>Done; there is a result.</summary>
    Completed = 3,

    /// <summary>Ended without a result; the message says why.</summary>
    Failed = 4,

    /// <summary>Stopped by a user.</summary>
    Cancelled = 5,
}
