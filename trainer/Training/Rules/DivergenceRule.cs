using System.Globalization;

namespace Lts.Trainer.Training.Rules;

/// <summary>
/// Decides when training has failed for good. A loss or gradient that is not a number can never become one again. A loss that stays above twice
/// that of the first step, where a model knows nothing and is honest about it, is a model that has been thrown far off. A long run gets time to
/// come back from there; one of a few steps has none.
/// </summary>
internal static class DivergenceRule
{
    /// <summary>Steps in a row that are too many, in any run.</summary>
    public const int LongestPatience = 20;

    private const double Factor = 2;
    private const int PartsOfARun = 10;

    /// <summary>Steps in a row that are too many in a run: a tenth of it, at least 1 and at most <see cref="LongestPatience"/>.</summary>
    /// <param name="steps">Steps of the run.</param>
    public static int Patience(int steps) => Math.Clamp(steps / PartsOfARun, 1, LongestPatience);

    /// <summary>Judges a step before its update is applied.</summary>
    /// <param name="before">What the steps before it left.</param>
    /// <param name="loss">Its mean loss, in nats per token.</param>
    /// <param name="gradientNorm">Its gradient's Euclidean norm before clipping.</param>
    /// <param name="steps">Steps of the run.</param>
    /// <returns>What to hand to the next step, and why training must stop, or <see langword="null"/>.</returns>
    public static (DivergenceState State, string? Problem) Judge(DivergenceState before, double loss, double gradientNorm, int steps)
    {
        if (!double.IsFinite(loss) || !double.IsFinite(gradientNorm))
        {
            return (before, string.Create(CultureInfo.InvariantCulture, $"the loss became {loss} and the gradient's norm {gradientNorm}"));
        }

        var first = before.FirstLoss ?? loss;
        var state = new DivergenceState(first, loss > Factor * first ? before.HighSteps + 1 : 0);
        var patience = Patience(steps);
        return (state, state.HighSteps < patience ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"for {patience} step{(patience == 1 ? "" : "s")} the loss ({loss:0.###}) has been more than {Factor} times that of the first step ({first:0.###})"));
    }
}
