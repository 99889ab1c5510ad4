namespace Lts.Trainer.Service.Running;

/// <summary>How a training process ended.</summary>
/// <param name="HasResult">Its run is complete.</param>
/// <param name="ExitCode">Its exit code; <see langword="null"/> for one that an earlier service had started.</param>
/// <param name="LastStep">The last step of the curve then.</param>
/// <param name="LastWords">The end of what it printed.</param>
internal sealed record ChildEnd(bool HasResult, int? ExitCode, int LastStep, string LastWords);
