using Lts.Domain.Architectures;

namespace Lts.Search.Pareto;

/// <summary>
/// The hypervolume of one search while it runs. Every objective is divided by 1.1 times its largest feasible value in the first generation;
/// the reference point is then 1 for a minimised objective (its worst value times 1.1) and 0 for a maximised one. It is fixed when
/// the first generation is complete, so the value only grows afterwards.
/// </summary>
/// <param name="problem">Says what is feasible and what is better.</param>
public sealed class HypervolumeTracker(SearchProblem problem)
{
    /// <summary>Whether the reference point is fixed.</summary>
    public bool HasReference => problem is null;

    /// <summary>The hypervolume; 0 until the reference point is fixed.</summary>
    public double Value => problem is null ? 1 : 0;

    /// <summary>Takes an answer; a failed (<see langword="null"/>) or infeasible candidate changes nothing.</summary>
    public void Add(Architecture architecture, MeasuredValues? values) => throw new NotImplementedException();

    /// <summary>
    /// Says that every candidate of a generation has been added. Fixes the reference point after the first generation; when that had
    /// no feasible candidate, after the first that has one.
    /// </summary>
    public void CompleteGeneration() => throw new NotImplementedException();
}
