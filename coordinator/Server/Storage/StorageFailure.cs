namespace Lts.Coordinator.Storage;

/// <summary>The ways in which the database can fail.</summary>
internal enum StorageFailure
{
    /// <summary>The disk, or the size allowed, is full.</summary>
    Full = 1,

    /// <summary>An I/O error, a lock held by another program, a read-only file.</summary>
    Unavailable = 2,

    /// <summary>The file is not a database, or damaged.</summary>
    Corrupt = 3,
}
