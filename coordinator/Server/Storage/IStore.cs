namespace Lts.Coordinator.Storage;

/// <summary>
/// Everything durable. A write's task completes when it is on disk, and fails with <see cref="StorageException"/> when none of it is.
/// Reads see all writes completed before them.
/// </summary>
internal interface IStore : IAsyncDisposable
{
    /// <summary>Adds a study with its targets.</summary>
    /// <exception cref="NameTakenException">The name is taken.</exception>
    Task CreateStudyAsync(StudyRow study, IReadOnlyList<TargetRow> targets);

    /// <summary>Changes a study's state. When it ends, its active attempts become <see cref="AttemptState.Returned"/>.</summary>
    Task ChangeStudyAsync(StudyEnd change);

    /// <summary>Adds a generation: all of it or nothing.</summary>
    Task AddCandidatesAsync(IReadOnlyList<CandidateRow> candidates);

    /// <summary>Adds an attempt, before its lease is sent.</summary>
    Task AddAttemptAsync(AttemptRow attempt);

    /// <summary>Ends an attempt. An outcome is kept unless the candidate has one already.</summary>
    Task EndAttemptAsync(AttemptEnd end);

    /// <summary>Adds or replaces a device.</summary>
    Task SaveDeviceAsync(DeviceRow device);

    /// <summary>Forgets a device; its results stay.</summary>
    Task RemoveDeviceAsync(string name);

    /// <summary>Every study, oldest first.</summary>
    IReadOnlyList<StudyRow> ReadStudies();

    /// <summary>A study's targets by ordinal.</summary>
    IReadOnlyList<TargetRow> ReadTargets(string studyId);

    /// <summary>A study's candidates by target and index, one at a time.</summary>
    IEnumerable<CandidateRow> ReadCandidates(string studyId, bool includeSamples = false);

    /// <summary>A study's attempts by target, index and number.</summary>
    IReadOnlyList<AttemptRow> ReadAttempts(string studyId);

    /// <summary>Every device by name.</summary>
    IReadOnlyList<DeviceRow> ReadDevices();

    /// <summary>What each device has done, by name.</summary>
    IReadOnlyDictionary<string, DeviceCounts> ReadDeviceCounts();
}
