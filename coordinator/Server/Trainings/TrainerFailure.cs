namespace Lts.Coordinator.Trainings;

/// <summary>Ways in which a trainer does not do what it was asked for.</summary>
internal enum TrainerFailure
{
    /// <summary>It cannot be reached, is being stopped or cannot write just now: the same again may work later.</summary>
    Unavailable,

    /// <summary>The request has errors.</summary>
    Invalid,

    /// <summary>It has no such job or file.</summary>
    NotFound,

    /// <summary>An offset lies beyond the end of a file.</summary>
    OutOfRange,

    /// <summary>Not in this state, or not with this content.</summary>
    Conflict,

    /// <summary>Its queue or its disk has no room: somebody must see to it, or wait for jobs to end and then ask again.</summary>
    NoRoom,

    /// <summary>What answers is not a trainer, or not one of this version: somebody must see to it.</summary>
    WrongVersion,

    /// <summary>Anything else.</summary>
    Broken,
}
