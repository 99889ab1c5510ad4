using System.Collections.Immutable;
using Lts.Domain.Architectures;

namespace Lts.Domain.Trainings;

/// <summary>What a user wants trained.</summary>
public sealed record TrainingRequest
{
    /// <summary>Every way to write <see cref="Pick"/>, for messages.</summary>
    public const string PickForms = "knee, rank:N, under:latency=50ms, under:memory=200MiB, frontier or id:ARCHITECTURE";

    /// <summary>Id or name; empty with an architecture.</summary>
    public string Study { get; init; } = "";

    /// <summary>Selectors; empty for every target of the study.</summary>
    public ImmutableArray<string> Devices { get; init; } = [];

    /// <summary>Which of each target's candidates: one of <see cref="PickForms"/>; empty with an architecture.</summary>
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
