namespace Lts.Coordinator.Fleet;

/// <summary>How a lease came to an end without a result.</summary>
internal enum LeaseLoss
{
    /// <summary>Nothing was heard of the device for the lease timeout. It may be dead, or a cable may be out.</summary>
    Silence = 1,

    /// <summary>The device is back without it, and did not die of it: the lease never arrived, waited its turn, or was given up.</summary>
    Forgotten = 2,

    /// <summary>The agent says, or its messages show, that it was measuring this when it died.</summary>
    Death = 3,

    /// <summary>The device names it in heartbeats and makes no headway.</summary>
    Overdue = 4,
}
