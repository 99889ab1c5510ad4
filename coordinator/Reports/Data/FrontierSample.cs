using Lts.Domain.Candidates;
using Lts.Search;
using Lts.Search.Pareto;

namespace Lts.Reports.Data;

/// <summary>A few candidates that stand for a long frontier.</summary>
internal static class FrontierSample
{
    /// <summary>
    /// Both ends, the knee, and the others spread evenly over the frontier's order. A frontier that is short enough is given whole.
    /// </summary>
    /// <param name="frontier">By latency.</param>
    /// <param name="problem">The study's objectives, which say where the knee is.</param>
    /// <param name="most">How many at most; at least 3.</param>
    /// <returns>Candidates of the frontier, in its order.</returns>
    public static IReadOnlyList<Candidate> Of(IReadOnlyList<Candidate> frontier, SearchProblem problem, int most)
    {
        if (frontier.Count <= most)
        {
            return frontier;
        }

        int[] chosen = [.. Enumerable.Range(0, most).Select(i => (int)((long)i * (frontier.Count - 1) / (most - 1)))];
        int knee = KneeOf(frontier, problem);
        int nearest = Enumerable.Range(0, most).MinBy(i => Math.Abs(chosen[i] - knee));
        if (nearest > 0 && nearest < most - 1)
        {
            chosen[nearest] = knee;
        }
        else if (chosen[nearest] != knee)
        {
            // An end stays: its neighbour gives way.
            chosen[nearest == 0 ? 1 : most - 2] = knee;
        }

        return [.. chosen.Select(i => frontier[i])];
    }

    /// <summary>Index of the candidate where a frontier bends most, as <c>lts train --pick knee</c> chooses it.</summary>
    /// <param name="frontier">By latency; at least one, all measured.</param>
    /// <param name="problem">The study's objectives.</param>
    public static int KneeOf(IReadOnlyList<Candidate> frontier, SearchProblem problem) =>
        Knee.Of([.. frontier.Select(c => problem.Objectives.Select(o => o.Metric.ValueOf(c)).ToArray())], problem.Objectives);
}
