using Lts.Trainer.Training.Configuration;

namespace Lts.Trainer.Training.Rules;

/// <summary>Linear warm-up, then half a cosine (Loshchilov and Hutter 2017, without restarts).</summary>
internal static class LearningRateSchedule
{
    /// <summary>The rate of a step.</summary>
    /// <param name="settings">Peak, floor, warm-up and number of steps.</param>
    /// <param name="step">The step, from 1 to <see cref="TrainingSettings.Steps"/>: the first has a rate above 0, the last the floor.</param>
    public static double At(TrainingSettings settings, int step)
    {
        if (step <= settings.WarmupSteps)
        {
            return settings.LearningRate * step / settings.WarmupSteps;
        }

        var done = (step - settings.WarmupSteps) / (double)(settings.Steps - settings.WarmupSteps);
        return settings.MinLearningRate + (0.5 * (1 + Math.Cos(Math.PI * done)) * (settings.LearningRate - settings.MinLearningRate));
    }
}
