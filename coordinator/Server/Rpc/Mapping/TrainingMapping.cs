using Google.Protobuf.WellKnownTypes;
using Lts.Contracts;
using Lts.Coordinator.Trainings;
using Lts.Domain.Trainings;
using Proto = Lts.Protos.V1;

namespace Lts.Coordinator.Rpc.Mapping;

/// <summary>Trainings on the wire, to clients and to trainers.</summary>
internal static class TrainingMapping
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

    /// <summary>A trainer's job from the wire.</summary>
    public static TrainerJob Read(Proto.Job job) => new(
        (TrainingState)job.State,
        job.Progress is null ? null : Read(job.Progress),
        job.Result is null ? null : TrainingResultMapping.Read(job.Result),
        job.FailureMessage);

    /// <summary>A job for a trainer: the configuration decides vocabulary and longest sequence.</summary>
    public static Proto.JobSpec Write(TrainingSpec spec) => new()
    {
        Architecture = ArchitectureMapping.ToProto(spec.Architecture with { VocabularySize = 0, MaxSequenceLength = 0 }),
        Configuration = spec.Configuration,
        Corpora = { spec.Corpora },
        Label = spec.Label,
    };

    /// <summary>A training for a client.</summary>
    public static Proto.Training Write(Training training, string studyName) => new()
    {
        Id = training.Id,
        StudyId = training.StudyId,
        StudyName = studyName,
        ArchitectureId = training.Spec.Architecture.Id,
        Trainer = training.Trainer,
        State = (Proto.JobState)training.State,
        Spec = Write(training.Spec),
        CreateTime = training.CreateTime.ToTimestamp(),
        EndTime = training.EndTime?.ToTimestamp(),
        FailureMessage = training.FailureMessage,
        Trouble = training.Trouble,
        Progress = training.Progress is null ? null : Write(training.Progress),
        Result = training.Result is null ? null : TrainingResultMapping.ToProto(training.Result),
        Artifacts = { training.Files.Select(f => new Proto.Artifact { Name = f.Name, SizeBytes = f.SizeBytes, Sha256 = f.Sha256 }) },
    };

    private static TrainingProgress Read(Proto.TrainingProgress line) => new(
        line.Step, line.Steps, line.Tokens, line.TrainLoss, line.LearningRate, line.GradientNorm, line.TokensPerSecond, line.ElapsedS,
        line.HasValidationLoss ? line.ValidationLoss : null,
        line.HasValidationPerplexity ? line.ValidationPerplexity : null,
        line.HasBitsPerByte ? line.BitsPerByte : null);

    private static Proto.TrainingProgress Write(TrainingProgress line)
    {
        var message = new Proto.TrainingProgress
        {
            Step = line.Step,
            Steps = line.Steps,
            Tokens = line.Tokens,
            TrainLoss = line.TrainLoss,
            LearningRate = line.LearningRate,
            GradientNorm = line.GradientNorm,
            TokensPerSecond = line.TokensPerSecond,
            ElapsedS = line.ElapsedSeconds,
        };
        if (line is { ValidationLoss: { } loss, ValidationPerplexity: { } perplexity, BitsPerByte: { } bits })
        {
            (message.ValidationLoss, message.ValidationPerplexity, message.BitsPerByte) = (loss, perplexity, bits);
        }

        return message;
    }
}
