using System.Collections.Immutable;
using Lts.Domain.Measurements;
using Lts.Domain.Metrics;
using Lts.Domain.Spaces;
using Lts.Domain.Studies;

namespace Lts.Cli.StudyFiles;

/// <summary>What a file, or a command line, says of a study; what it leaves open is <see langword="null"/> until <see cref="ToSpec"/>.</summary>
internal sealed record StudyDraft
{
    /// <summary>The user's name for it; empty to have one made up.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where to look.</summary>
    public SearchSpace? Space { get; init; }

    /// <summary>How to look.</summary>
    public SearchAlgorithm? Algorithm { get; init; }

    /// <summary>Seed of every random decision.</summary>
    public long Seed { get; init; }

    /// <summary>What is better; none for the default.</summary>
    public ImmutableArray<Objective> Objectives { get; init; } = [];

    /// <summary>What is allowed.</summary>
    public ImmutableArray<RangeConstraint> Constraints { get; init; } = [];

    /// <summary>Device selectors.</summary>
    public ImmutableArray<string> Devices { get; init; } = [];

    /// <summary>How to measure.</summary>
    public PlanChoices Plan { get; init; } = new();

    /// <summary>Most candidates a target.</summary>
    public int? MaxCandidates { get; init; }

    /// <summary>Failed hand-outs of a candidate before it has failed.</summary>
    public int? MaxAttempts { get; init; }

    /// <summary>Higher goes first.</summary>
    public int Priority { get; init; }

    /// <summary>Whether a space is needed and missing: only given architectures need none.</summary>
    public bool LacksSpace => Space is null && Algorithm is not FixedCandidatesOptions;

    /// <summary>The specification, with every default filled in; not validated.</summary>
    public StudySpec ToSpec()
    {
        var spec = new StudySpec
        {
            Name = Name,
            Space = Space ?? SearchSpaces.Gpt2Paper,
            Algorithm = Algorithm ?? new EvolutionarySearchOptions(),
            Seed = Seed,
            Objectives = Objectives.IsEmpty ? Objective.Defaults : Objectives,
            Constraints = Constraints,
            Devices = [.. Devices.Distinct()],
            MaxCandidates = MaxCandidates,
            MaxAttempts = MaxAttempts ?? StudySpec.DefaultMaxAttempts,
            Priority = Priority,
        };
        return spec with { Plan = Plan.Complete(spec.LongestSequence) };
    }
}
