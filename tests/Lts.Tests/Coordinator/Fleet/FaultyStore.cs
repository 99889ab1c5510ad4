using Lts.Coordinator.Storage;
using Lts.Domain.Candidates;
using Lts.Domain.Devices;

namespace Lts.Tests.Coordinator.Fleet;

/// <summary>A store whose disk is full when the test says so. Keeps nothing but the ends of attempts.</summary>
internal sealed class FaultyStore : IStore, IDisposable
{
    private int _looks;
    private Task _held = Task.CompletedTask;

    public bool Full { get; set; }

    /// <summary>Called when a device is to be written or removed, before it is.</summary>
    public Action? DeviceChanging { get; set; }

    public List<AttemptEnd> Ends { get; } = [];

    /// <summary>How often somebody has asked for <see cref="CurrentWrite"/>.</summary>
    public int Looks => Volatile.Read(ref _looks);

    public TimeSpan CurrentWrite
    {
        get
        {
            Interlocked.Increment(ref _looks);
            return field;
        }

        set;
    }

    public Task CreateStudyAsync(StudyRow study, IReadOnlyList<TargetRow> targets) => WriteAsync();

    public Task ChangeStudyAsync(StudyEnd change) => WriteAsync();

    public Task DeleteStudyAsync(string studyId) => WriteAsync();

    public Task<bool> PurgeAsync() => Task.FromResult(false);

    public Task AddCandidatesAsync(IReadOnlyList<Candidate> candidates) => WriteAsync();

    public Task AddAttemptAsync(AttemptRow attempt) => WriteAsync();

    public async Task EndAttemptAsync(AttemptEnd end)
    {
        await WriteAsync();
        Ends.Add(end);
    }

    public Task SaveDeviceAsync(DeviceRow device) => ChangeDeviceAsync();

    public Task EndCheckAsync(CheckEnd end) => WriteAsync();

    public Task SaveQuarantineAsync(string deviceName, Quarantine? quarantine) => WriteAsync();


    public Task RemoveDeviceAsync(string name) => ChangeDeviceAsync();

    public Task SaveTrainingAsync(TrainingRow training) => WriteAsync();

    public Task<IReadOnlyList<StudyRow>> ReadStudiesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StudyRow>>([]);

    public Task<IReadOnlyList<TargetRow>> ReadTargetsAsync(string studyId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<TargetRow>>([]);

    public IAsyncEnumerable<Candidate> ReadCandidatesAsync(string studyId, bool includeSamples, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<Candidate>();

    public IAsyncEnumerable<Candidate> ReadCandidatesAsync(CandidateKey first, bool includeSamples, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<Candidate>();

    public Task<IReadOnlyList<Candidate>> ReadCandidatesAsync(IReadOnlyList<CandidateKey> keys, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Candidate>>([]);

    public Task<IReadOnlyDictionary<int, int>> CountCandidatesAsync(string studyId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<int, int>>(new Dictionary<int, int>());

    public IAsyncEnumerable<MeasuredCandidate> ReadMeasuredAsync(string studyId, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<MeasuredCandidate>();

    public IAsyncEnumerable<AttemptRow> ReadAttemptsAsync(string studyId, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<AttemptRow>();

    public IAsyncEnumerable<RecheckRow> ReadRechecksAsync(string studyId, CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<RecheckRow>();

    public IAsyncEnumerable<ToldRow> ReadToldAsync(string studyId, CancellationToken cancellationToken) => AsyncEnumerable.Empty<ToldRow>();

    public Task<IReadOnlyList<StandingRow>> ReadStandingsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StandingRow>>([]);

    public Task<IReadOnlyList<DeviceRow>> ReadDevicesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DeviceRow>>([]);

    public Task<IReadOnlyDictionary<string, DeviceCounts>> ReadDeviceCountsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, DeviceCounts>>(new Dictionary<string, DeviceCounts>());

    public IAsyncEnumerable<TrainingRow> ReadTrainingsAsync(CancellationToken cancellationToken) =>
        AsyncEnumerable.Empty<TrainingRow>();

    public void Dispose()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Writes do not complete before the result is set.</summary>
    public TaskCompletionSource Hold()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _held = gate.Task;
        return gate;
    }

    private Task ChangeDeviceAsync()
    {
        DeviceChanging?.Invoke();
        return WriteAsync();
    }

    private Task WriteAsync() => Full
        ? Task.FromException(new StorageException(StorageFailure.Full, "The disk is full."))
        : _held;
}
