namespace Lts.Trainer.Training.Configuration;

/// <summary>Everything that decides a run, with every default filled in. Paths are absolute.</summary>
internal sealed record TrainerConfiguration
{
    /// <summary>Name of the <see cref="Presets"/> entry that the defaults come from.</summary>
    public required string Preset { get; init; }

    /// <summary>What is trained.</summary>
    public required ArchitectureChoice Architecture { get; init; }

    /// <summary>Where the run folder is, or is to be.</summary>
    public required string Output { get; init; }

    /// <summary>What it learns from, and how text becomes tokens.</summary>
    public required DataSettings Data { get; init; }

    /// <summary>How it learns: steps, batches, rates, and what is written when.</summary>
    public required TrainingSettings Training { get; init; }

    /// <summary>Where it runs.</summary>
    public required DeviceSettings Device { get; init; }
}
