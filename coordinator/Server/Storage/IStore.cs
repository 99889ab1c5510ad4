using Lts.Domain.Candidates;
using Lts.Domain.Devices;

namespace Lts.Coordinator.Storage;

/// <summary>
/// Everything durable. A write's task completes when it is on disk, and fails with <see cref="StorageException"/> when none of it is.
/// Reads see all writes completed before them.
/// </summary>
internal interface IStore : IAsyncDisposable
{
    /// <summary>Adds a study with its targets.</summary>
    /// <exception cref="NameTakenException">The name is taken.</exception>
    public Task CreateStudyAsync(StudyRow study, IReadOnlyList<TargetRow> targets);

    /// <summary>Changes a study's state. When it ends, its active attempts become <see cref="AttemptState.Returned"/>.</summary>
    public Task ChangeStudyAsync(StudyEnd change);

    /// <summary>Adds a generation: all of it or nothing.</summary>
    public Task AddCandidatesAsync(IReadOnlyList<Candidate> candidates);

    /// <summary>Adds an attempt, before its lease is sent.</summary>
    public Task AddAttemptAsync(AttemptRow attempt);

    /// <summary>Ends an attempt. An outcome is kept unless the candidate has one already.</summary>
    public Task EndAttemptAsync(AttemptEnd end);

    /// <summary>Adds or replaces a device.</summary>
    public Task SaveDeviceAsync(DeviceRow device);

    /// <summary>Forgets a device; its results stay.</summary>
    public Task RemoveDeviceAsync(string name);

    /// <summary>Adds or replaces a training.</summary>
    public Task SaveTrainingAsync(TrainingRow training);

    /// <summary>Every study, oldest first.</summary>
    public IReadOnlyList<StudyRow> ReadStudies();

    /// <summary>A study's targets by ordinal.</summary>
    public IReadOnlyList<TargetRow> ReadTargets(string studyId);

    /// <summary>A study's candidates by target and index, one at a time.</summary>
    public IEnumerable<Candidate> ReadCandidates(string studyId, bool includeSamples = false);

    /// <summary>A study's attempts by target, index and number.</summary>
    public IReadOnlyList<AttemptRow> ReadAttempts(string studyId);

    /// <summary>Every device by name.</summary>
    public IReadOnlyList<DeviceRow> ReadDevices();

    /// <summary>What each device has done, by name.</summary>
    public IReadOnlyDictionary<string, DeviceCounts> ReadDeviceCounts();

    /// <summary>Every training, oldest first.</summary>
    public IReadOnlyList<TrainingRow> ReadTrainings();
}
