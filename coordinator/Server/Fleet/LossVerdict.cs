namespace Lts.Coordinator.Fleet;

/// <summary>What the loss of a lease says of its candidate.</summary>
internal enum LossVerdict
{
    /// <summary>Nothing: the candidate was not even running, or the device is at fault.</summary>
    Innocent = 1,

    /// <summary>The device fell silent while it measured the candidate. Counts for as long as it stays away.</summary>
    Suspicion = 2,

    /// <summary>The device died while it measured the candidate. Counts for good.</summary>
    Evidence = 3,
}
