using System.Collections.Immutable;
using Lts.Domain.Architectures;

namespace Lts.Coordinator.Trainings;

/// <summary>What a user wants trained.</summary>
internal sealed record TrainingRequest
{
    /// <summary>Id or name; empty with an architecture.</summary>
    public string Study { get; init; } = "";

    /// <summary>Selectors; empty for every target of the study.</summary>
    public ImmutableArray<string> Devices { get; init; } = [];

    /// <summary>See <see cref="FrontierPick"/>.</summary>
    public string Pick { get; init; } = "";

    /// <summary>In place of a study.</summary>
    public Architecture? Architecture { get; init; }

    /// <summary>Address; empty for the coordinator's own.</summary>
    public string Trainer { get; init; } = "";

    /// <summary>The trainer's configuration as JSON; empty for its defaults.</summary>
    public string Configuration { get; init; } = "";

    /// <summary>Tokens of a vocabulary to learn; 0 for the candidate's own, or what the configuration says.</summary>
    public int VocabularySize { get; init; }

    /// <summary>Names of the trainer's texts.</summary>
    public ImmutableArray<string> Corpora { get; init; } = [];
}
