using Lts.Domain.Candidates;
using Lts.Domain.Devices;

namespace Lts.Coordinator.Storage;

/// <summary>
/// Everything durable. A write's task completes when it is on disk, and fails with <see cref="StorageException"/> when none of it is.
/// Reads see all writes completed before them, and fail with <see cref="StorageException"/> when the store cannot be read. A read never
/// waits for a write, and holds nothing of the store while its caller is busy with what it got.
/// </summary>
internal interface IStore : IAsyncDisposable
{
    /// <summary>
    /// How long the write that is under way has been going on; zero while none is. A disk that stalls shows here long before a write fails.
    /// </summary>
    public TimeSpan CurrentWrite { get; }

    /// <summary>Adds a study with its targets.</summary>
    /// <exception cref="NameTakenException">The name is taken.</exception>
    public Task CreateStudyAsync(StudyRow study, IReadOnlyList<TargetRow> targets);

    /// <summary>Changes a study's state. When it ends, its active attempts become <see cref="AttemptState.Returned"/>.</summary>
    public Task ChangeStudyAsync(StudyEnd change);

    /// <summary>Takes a study that has ended out of what there is, and frees its name. Its rows stay until <see cref="PurgeAsync"/>.</summary>
    public Task DeleteStudyAsync(string studyId);

    /// <summary>Removes some of the rows of deleted studies, few enough that other writes need not wait long. Trainings stay.</summary>
    /// <returns>Whether there may be more of them.</returns>
    public Task<bool> PurgeAsync();

    /// <summary>Adds candidates: all of them or none.</summary>
    public Task AddCandidatesAsync(IReadOnlyList<Candidate> candidates);

    /// <summary>Adds an attempt, before its lease is sent.</summary>
    public Task AddAttemptAsync(AttemptRow attempt);

    /// <summary>Ends an attempt. An outcome is kept unless the candidate has one already.</summary>
    public Task EndAttemptAsync(AttemptEnd end);

    /// <summary>Writes down what measuring a candidate again came to, and what that says of devices.</summary>
    public Task EndCheckAsync(CheckEnd end);

    /// <summary>Puts a device aside, or takes it back (<see langword="null"/>), which clears what was said of it before.</summary>
    public Task SaveQuarantineAsync(string deviceName, Quarantine? quarantine);

    /// <summary>Adds or replaces a device.</summary>
    public Task SaveDeviceAsync(DeviceRow device);

    /// <summary>Forgets a device and what checks said of it; its results stay.</summary>
    public Task RemoveDeviceAsync(string name);

    /// <summary>Adds or replaces a training.</summary>
    public Task SaveTrainingAsync(TrainingRow training);

    /// <summary>Every study, oldest first.</summary>
    public Task<IReadOnlyList<StudyRow>> ReadStudiesAsync(CancellationToken cancellationToken);

    /// <summary>A study's targets by ordinal.</summary>
    public Task<IReadOnlyList<TargetRow>> ReadTargetsAsync(string studyId, CancellationToken cancellationToken);

    /// <summary>
    /// A study's candidates by target and index, read page by page as they are asked for. Each page is of one moment, later pages of later
    /// moments; candidates that are added meanwhile come in their place if it has not gone by.
    /// </summary>
    /// <param name="studyId">The study; one that there is not has no candidates.</param>
    /// <param name="includeSamples">With raw samples, which are most of what is stored.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<Candidate> ReadCandidatesAsync(string studyId, bool includeSamples, CancellationToken cancellationToken);

    /// <summary>One target's candidates from one of them on, whether there is that one or not, read as those of the whole study are.</summary>
    /// <param name="first">Study, target, and the lowest index that is wanted.</param>
    /// <param name="includeSamples">With raw samples.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public IAsyncEnumerable<Candidate> ReadCandidatesAsync(CandidateKey first, bool includeSamples, CancellationToken cancellationToken);

    /// <summary>Some candidates of a study, without raw samples, in the order of their keys; keys that there are not are left out.</summary>
    public Task<IReadOnlyList<Candidate>> ReadCandidatesAsync(IReadOnlyList<CandidateKey> keys, CancellationToken cancellationToken);

    /// <summary>How many candidates each target of a study has, by ordinal; a target without any is left out.</summary>
    public Task<IReadOnlyDictionary<int, int>> CountCandidatesAsync(string studyId, CancellationToken cancellationToken);

    /// <summary>What judging needs of a study's measured candidates, by target and index, read page by page as candidates are.</summary>
    public IAsyncEnumerable<MeasuredCandidate> ReadMeasuredAsync(string studyId, CancellationToken cancellationToken);

    /// <summary>A study's attempts by target, index and number, read page by page as candidates are.</summary>
    public IAsyncEnumerable<AttemptRow> ReadAttemptsAsync(string studyId, CancellationToken cancellationToken);

    /// <summary>Later outcomes of a study's candidates by target, index and number, read page by page as candidates are.</summary>
    public IAsyncEnumerable<RecheckRow> ReadRechecksAsync(string studyId, CancellationToken cancellationToken);

    /// <summary>What a study's searches were told that was replaced later, by target and index, read page by page.</summary>
    public IAsyncEnumerable<ToldRow> ReadToldAsync(string studyId, CancellationToken cancellationToken);

    /// <summary>What checks have said of devices, by name.</summary>
    public Task<IReadOnlyList<StandingRow>> ReadStandingsAsync(CancellationToken cancellationToken);

    /// <summary>Every device by name.</summary>
    public Task<IReadOnlyList<DeviceRow>> ReadDevicesAsync(CancellationToken cancellationToken);

    /// <summary>What each device has done, by name.</summary>
    public Task<IReadOnlyDictionary<string, DeviceCounts>> ReadDeviceCountsAsync(CancellationToken cancellationToken);

    /// <summary>Every training, oldest first, read page by page as candidates are.</summary>
    public IAsyncEnumerable<TrainingRow> ReadTrainingsAsync(CancellationToken cancellationToken);
}
