namespace Lts.Coordinator.Fleet;

/// <summary>Why a candidate is handed out; in the order of a target's queue.</summary>
internal enum LeaseKind
{
    /// <summary>It has no outcome yet.</summary>
    Candidate = 0,

    /// <summary>Its outcome does not count until it has been measured again.</summary>
    Doubt = 1,

    /// <summary>Its outcome is checked. Waits behind all else that the class has to do, until the study has nothing else.</summary>
    Check = 2,
}
