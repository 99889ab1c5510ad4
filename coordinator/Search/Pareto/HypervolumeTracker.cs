using Lts.Domain.Architectures;
using Lts.Domain.Metrics;

namespace Lts.Search.Pareto;

/// <summary>
/// The hypervolume of one search while it runs. Every objective is divided by 1.1 times its largest feasible value in the first generation;
/// the reference point is then 1 for a minimised objective (its worst value times 1.1) and 0 for a maximised one. It is fixed when
/// the first generation is complete, so the value only grows afterwards.
/// </summary>
/// <param name="problem">Says what is feasible and what is better.</param>
public sealed class HypervolumeTracker(SearchProblem problem)
{
    private const double Margin = 1.1;

    /// <summary>Up to so many new members of the front are added one by one; beyond it the whole is computed anew.</summary>
    private const int FewMembers = 16;

    private readonly ParetoArchive<double[]> _archive = new();
    private readonly double[] _largest = new double[problem.Objectives.Length];
    private readonly double[] _reference = [.. problem.Objectives.Select(o => o.Direction == Direction.Minimize ? 1.0 : 0.0)];
    private readonly List<double[]> _pending = [];
    private double[]? _scale;
    private IReadOnlyList<double[]> _front = [];
    private double _value;

    /// <summary>Whether the reference point is fixed.</summary>
    public bool HasReference => _scale is not null;

    /// <summary>The hypervolume; 0 until the reference point is fixed.</summary>
    public double Value
    {
        get
        {
            if (_scale is not null && _pending.Count > 0)
            {
                Update();
            }

            return _value;
        }
    }

    /// <summary>Takes an answer; a failed (<see langword="null"/>) or infeasible candidate changes nothing.</summary>
    public void Add(Architecture architecture, MetricValues? values)
    {
        if (values is null || !problem.IsFeasible(architecture, values))
        {
            return;
        }

        double[] costs = problem.Costs(architecture, values);
        if (_archive.Add(costs, costs))
        {
            _pending.Add(costs);
        }

        for (int i = 0; i < costs.Length && _scale is null; i++)
        {
            _largest[i] = Math.Max(_largest[i], Math.Abs(costs[i]));
        }
    }

    /// <summary>
    /// Says that every candidate of a generation has been added. Fixes the reference point after the first generation; when that had
    /// no feasible candidate, after the first that has one.
    /// </summary>
    public void CompleteGeneration()
    {
        if (_scale is null && _archive.Count > 0)
        {
            // An objective that is 0 throughout has no scale of its own.
            _scale = [.. _largest.Select(value => value > 0 ? value * Margin : 1)];
        }
    }

    private void Update()
    {
        if (_front.Count > FewMembers && _pending.Count <= FewMembers)
        {
            foreach (double[] costs in _pending)
            {
                double[] row = Scaled(costs);
                _value += Hypervolume.Added(row, _front, _reference);
                _front = [.. _front.Where(other => !ParetoFront.Dominates(row, other)), row];
            }
        }
        else
        {
            _front = [.. _archive.Items.Select(Scaled)];
            _value = Hypervolume.Of(_front, _reference);
        }

        _pending.Clear();
    }

    private double[] Scaled(double[] costs) => [.. costs.Zip(_scale!, (cost, unit) => cost / unit)];
}
