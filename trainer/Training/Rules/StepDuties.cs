using Lts.Trainer.Training.Configuration;

namespace Lts.Trainer.Training.Rules;

/// <summary>What is due after a step.</summary>
/// <param name="Log">Whether a line of progress is due.</param>
/// <param name="Evaluate">Whether the held-out text is to be measured, which makes a line too.</param>
/// <param name="Save">Whether a checkpoint is due.</param>
internal readonly record struct StepDuties(bool Log, bool Evaluate, bool Save)
{
    /// <summary>The duties of a step from 1 to the last, which has them all.</summary>
    public static StepDuties Of(TrainingSettings settings, int step)
    {
        var last = step == settings.Steps;
        var evaluate = last || step % settings.EvaluationIntervalSteps == 0;
        return new StepDuties(evaluate || step % settings.LogIntervalSteps == 0, evaluate, last || step % settings.CheckpointIntervalSteps == 0);
    }
}
