using Lts.Contracts;
using Lts.Domain.Trainings;
using Lts.Hosting;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Service.Running;
using Lts.Trainer.Training.Runs;
using Proto = Lts.Protos.V1;

namespace Lts.Trainer.Service.Rpc;

/// <summary>Jobs, their curves and their results, to the wire.</summary>
internal static class JobMapping
{
    /// <summary>A job with what its run folder says of it.</summary>
    public static Proto.Job Write(JobRecord job, RunFolder run)
    {
        var message = new Proto.Job
        {
            Id = job.Id,
            State = (Proto.JobState)(int)job.State,
            Spec = SpecMapping.Write(job.Spec),
            Device = job.Device,
            CreateTime = WireTime.ToProto(job.CreateTime),
            StartTime = WireTime.ToProto(job.StartTime),
            EndTime = WireTime.ToProto(job.EndTime),
            StartCount = job.StartCount,
            FailureMessage = job.FailureMessage ?? "",
            Progress = LastLine.Read(run.Progress) is { } line ? Write(line) : null,
        };
        if (job.State == JobState.Completed)
        {
            AddResult(message, run);
        }

        return message;
    }

    /// <summary>A job in a list of all: without its configuration, which may be long.</summary>
    public static Proto.Job WriteListed(JobRecord job, RunFolder run) =>
        Write(job with { Spec = job.Spec with { Configuration = "" } }, run);

    /// <summary>A line of the curve.</summary>
    public static Proto.TrainingProgress Write(ProgressLine line) => TrainingProgressMapping.ToProto(new TrainingProgress(
        line.Step, line.Steps, line.Tokens, line.TrainLoss, line.LearningRate, line.GradientNorm, line.TokensPerSecond, line.ElapsedSeconds,
        line.ValidationLoss, line.ValidationPerplexity, line.BitsPerByte));

    private static void AddResult(Proto.Job message, RunFolder run)
    {
        try
        {
            if (run.ReadResult() is { } result)
            {
                message.Result = TrainingResultMapping.ToProto(ToResult(result));
            }
            else
            {
                message.FailureMessage = $"{run.Result} is gone: the job has completed, and what came of it is lost.";
            }
        }
        catch (UserErrorException e)
        {
            message.FailureMessage = e.Message; // one damaged folder must not hide the other jobs
        }
    }

    /// <summary>What <c>result.json</c> says, in the words that the programs share.</summary>
    private static TrainingResult ToResult(RunResult result) => new()
    {
        ArchitectureId = result.ArchitectureId,
        DecoderParameters = result.DecoderParameters,
        TotalParameters = result.TotalParameters,
        Steps = result.Steps,
        Tokens = result.Tokens,
        TrainLoss = result.TrainLoss,
        ValidationLoss = result.ValidationLoss,
        ValidationPerplexity = result.ValidationPerplexity,
        WordPerplexity = result.WordPerplexity,
        BitsPerByte = result.BitsPerByte,
        CorpusSha256 = result.CorpusSha256,
        TokenizerSha256 = result.TokenizerSha256,
        Seed = result.Seed,
        TrainingSeconds = result.TrainingSeconds,
        Libtorch = result.Libtorch,
        Device = result.Device,
        PeakMemoryBytes = result.PeakMemoryBytes,
    };
}
