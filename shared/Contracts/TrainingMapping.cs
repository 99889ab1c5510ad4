using Lts.Domain;
using Lts.Domain.Trainings;
using Proto = Lts.Protos.V1;

namespace Lts.Contracts;

/// <summary>Trainings, what is asked of them and what they leave, on the wire.</summary>
public static class TrainingMapping
{
    /// <summary>A request from the wire.</summary>
    public static TrainingRequest Read(Proto.CreateTrainingsRequest request) => new()
    {
        Study = request.StudyId,
        Devices = [.. request.Devices],
        Pick = request.Pick,
        Architecture = request.Architecture is null ? null : ArchitectureMapping.Read(request.Architecture),
        Trainer = request.Trainer,
        Configuration = request.Configuration,
        VocabularySize = request.VocabularySize,
        Corpora = [.. request.Corpora],
    };

    /// <summary>A request to the wire.</summary>
    public static Proto.CreateTrainingsRequest ToProto(TrainingRequest request) => new()
    {
        StudyId = request.Study,
        Devices = { request.Devices },
        Pick = request.Pick,
        Architecture = request.Architecture is null ? null : ArchitectureMapping.ToProto(request.Architecture),
        Trainer = request.Trainer,
        Configuration = request.Configuration,
        VocabularySize = request.VocabularySize,
        Corpora = { request.Corpora },
    };

    /// <summary>A job for a trainer: the configuration decides vocabulary and longest sequence.</summary>
    public static Proto.JobSpec ToProto(TrainingSpec spec) => new()
    {
        Architecture = ArchitectureMapping.ToProto(spec.Architecture with { VocabularySize = 0, MaxSequenceLength = 0 }),
        Configuration = spec.Configuration,
        Corpora = { spec.Corpora },
        Label = spec.Label,
    };

    /// <summary>A job's specification from the wire, where the coordinator has checked it.</summary>
    private static TrainingSpec Read(Proto.JobSpec message, string architectureId) => new()
    {
        Architecture = ArchitectureMapping.ReadAsSent(message.Architecture, architectureId),
        Configuration = message.Configuration,
        Corpora = [.. message.Corpora],
        Label = message.Label,
    };

    /// <summary>To the wire.</summary>
    public static Proto.Training ToProto(Training training) => new()
    {
        Id = training.Id,
        StudyId = training.StudyId,
        StudyName = training.StudyName,
        ArchitectureId = training.ArchitectureId,
        Trainer = training.Trainer,
        State = (Proto.JobState)training.State,
        Spec = ToProto(training.Spec),
        CreateTime = WireTime.ToProto(training.CreateTime),
        EndTime = WireTime.ToProto(training.EndTime),
        FailureMessage = training.FailureMessage,
        Trouble = training.Trouble,
        Progress = training.Progress is null ? null : TrainingProgressMapping.ToProto(training.Progress),
        Result = training.Result is null ? null : TrainingResultMapping.ToProto(training.Result),
        Artifacts = { training.Files.Select(ToProto) },
    };

    /// <summary>From the wire; a state that a newer coordinator knows keeps its number, and a family its name.</summary>
    public static Training Read(Proto.Training message) => new()
    {
        Id = message.Id,
        StudyId = message.StudyId,
        StudyName = message.StudyName,
        ArchitectureId = message.ArchitectureId,
        Trainer = message.Trainer,
        State = (TrainingState)message.State,
        Spec = Read(message.Spec ?? new Proto.JobSpec(), message.ArchitectureId),
        CreateTime = WireTime.Read(message.CreateTime),
        EndTime = WireTime.ReadOptional(message.EndTime),
        FailureMessage = message.FailureMessage,
        Trouble = message.Trouble,
        Progress = message.Progress is null ? null : TrainingProgressMapping.Read(message.Progress),
        Result = message.Result is null ? null : TrainingResultMapping.Read(message.Result),
        Files = [.. message.Artifacts.Select(Read)],
    };

    /// <summary>To the wire.</summary>
    public static Proto.Artifact ToProto(TrainedFile file) => new() { Name = file.Name, SizeBytes = file.SizeBytes, Sha256 = file.Sha256 };

    /// <summary>What makes no sense in a trainer's list of files.</summary>
    public static IReadOnlyList<string> Errors(IReadOnlyCollection<Proto.Artifact> artifacts)
    {
        var errors = new List<string>();
        var check = new MessageCheck("the list of files", errors);
        check.Count("artifacts", artifacts.Count, Limits.FileCount);
        foreach (var artifact in artifacts.Take(Limits.FileCount))
        {
            check.Text("name", artifact.Name);
            check.Text("sha256", artifact.Sha256);
            check.Bytes("size_bytes", artifact.SizeBytes);
        }

        return errors;
    }

    /// <summary>From the wire.</summary>
    public static TrainedFile Read(Proto.Artifact message) => new(message.Name, message.SizeBytes, message.Sha256);
}
