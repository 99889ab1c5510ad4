using Lts.Coordinator.Storage;
using Lts.Domain.Candidates;
using Lts.Domain.Devices;

namespace Lts.Tests.Coordinator.Fleet;

/// <summary>A store whose disk is full when the test says so. Keeps nothing but the ends of attempts.</summary>
internal sealed class FaultyStore : IStore, IDisposable
{
    public bool Full { get; set; }

    public List<AttemptEnd> Ends { get; } = [];

    public Task CreateStudyAsync(StudyRow study, IReadOnlyList<TargetRow> targets) => WriteAsync();

    public Task ChangeStudyAsync(StudyEnd change) => WriteAsync();

    public Task AddCandidatesAsync(IReadOnlyList<Candidate> candidates) => WriteAsync();

    public Task AddAttemptAsync(AttemptRow attempt) => WriteAsync();

    public async Task EndAttemptAsync(AttemptEnd end)
    {
        await WriteAsync();
        Ends.Add(end);
    }

    public Task SaveDeviceAsync(DeviceRow device) => WriteAsync();

    public Task RemoveDeviceAsync(string name) => WriteAsync();

    public Task SaveTrainingAsync(TrainingRow training) => WriteAsync();

    public IReadOnlyList<StudyRow> ReadStudies() => [];

    public IReadOnlyList<TargetRow> ReadTargets(string studyId) => [];

    public IEnumerable<Candidate> ReadCandidates(string studyId, bool includeSamples = false) => [];

    public IReadOnlyList<AttemptRow> ReadAttempts(string studyId) => [];

    public IReadOnlyList<DeviceRow> ReadDevices() => [];

    public IReadOnlyDictionary<string, DeviceCounts> ReadDeviceCounts() => new Dictionary<string, DeviceCounts>();

    public IReadOnlyList<TrainingRow> ReadTrainings() => [];

    public void Dispose()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task WriteAsync() => Full
        ? Task.FromException(new StorageException(StorageFailure.Full, "The disk is full."))
        : Task.CompletedTask;
}
