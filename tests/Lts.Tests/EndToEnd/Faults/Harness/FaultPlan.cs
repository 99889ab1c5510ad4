namespace Lts.Tests.EndToEnd.Faults.Harness;

/// <summary>How much happens.</summary>
internal sealed record FaultPlan
{
    /// <summary>Decides what happens to whom and in what order; not when, which is the machine's.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How long it goes on; <see langword="null"/>: until every deck was dealt once.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Classes of simulated devices.</summary>
    public int Formulas { get; init; } = 2;

    /// <summary>Generations of a simulated study, each of some sixty candidates.</summary>
    public int Generations { get; init; } = 8;

    /// <summary>What a simulated measurement takes.</summary>
    public int PaceMs { get; init; } = 60;

    /// <summary>One pause in so many takes minutes; 0: none does.</summary>
    public int LongPauseEvery { get; init; }

    /// <summary>Whether a trainer and its runs are killed as well.</summary>
    public bool WithTrainer { get; init; }

    /// <summary>Whether data directories lie on small disks of their own, where root may mount them.</summary>
    public bool WithSmallDisks { get; init; }

    /// <summary>Told how it goes on.</summary>
    public Action<string> Say { get; init; } = _ => { };

    /// <summary>The form that is among the tests.</summary>
    public static FaultPlan Short { get; } = new();

    /// <summary>The form that proves it.</summary>
    public static FaultPlan Full(TimeSpan time) => new()
    {
        Time = time,
        Formulas = 3,
        Generations = 15,
        LongPauseEvery = 4,
        WithTrainer = true,
        WithSmallDisks = true,
    };
}
