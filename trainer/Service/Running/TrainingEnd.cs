namespace Lts.Trainer.Service.Running;

/// <summary>How a training process ended.</summary>
/// <param name="HasResult">Whether the run has its result.</param>
/// <param name="ExitCode">Its exit code; <see langword="null"/> for one that could not be started.</param>
/// <param name="LastStep">The last step of the curve then; 0 before the first line.</param>
/// <param name="LastWords">The end of what it printed since its last line of progress.</param>
internal sealed record TrainingEnd(bool HasResult, int? ExitCode, int LastStep, string LastWords);
