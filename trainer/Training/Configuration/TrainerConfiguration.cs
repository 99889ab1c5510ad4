namespace Lts.Trainer.Training.Configuration;

/// <summary>Everything that decides a run, with every default filled in. Paths are absolute.</summary>
internal sealed record TrainerConfiguration
{
    /// <summary>Name of the <see cref="Presets"/> entry that the defaults come from.</summary>
    public required string Preset { get; init; }

    /// <summary>The model.</summary>
    public required ArchitectureChoice Architecture { get; init; }

    /// <summary>The run folder.</summary>
    public required string Output { get; init; }

    /// <summary>The text.</summary>
    public required DataSettings Data { get; init; }

    /// <summary>The optimisation.</summary>
    public required TrainingSettings Training { get; init; }

    /// <summary>Where it runs.</summary>
    public required DeviceSettings Device { get; init; }
}
