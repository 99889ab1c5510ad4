namespace Lts.Trainer.Service.Running;

/// <summary>What to do after a training process has ended.</summary>
internal enum NextMove
{
    /// <summary>The job is complete.</summary>
    Complete,

    /// <summary>Start another process: it goes on from the last checkpoint.</summary>
    StartAgain,

    /// <summary>The job has failed.</summary>
    Fail,
}
