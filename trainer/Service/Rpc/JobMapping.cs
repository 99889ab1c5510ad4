using Lts.Contracts;
using Lts.Domain;
using Lts.Hosting;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Service.Running;
using Lts.Trainer.Training.Runs;
using Proto = Lts.Protos.V1;

namespace Lts.Trainer.Service.Rpc;

/// <summary>Jobs, with what their run folders say of them, to the wire.</summary>
internal static class JobMapping
{
    /// <summary>A job with what its run folder says of it.</summary>
    public static Proto.Job ToProto(JobRecord job, RunFolder run)
    {
        var message = new Proto.Job
        {
            Id = job.Id,
            State = (Proto.JobState)(int)job.State,
            Spec = SpecMapping.ToProto(job.Spec),
            Device = job.Device,
            CreateTime = WireTime.ToProto(job.CreateTime),
            StartTime = WireTime.ToProto(job.StartTime),
            EndTime = WireTime.ToProto(job.EndTime),
            StartCount = job.StartCount,
            FailureMessage = job.FailureMessage ?? "",
            Progress = LastLine.Read(run.Progress) is { } line ? TrainingProgressMapping.ToProto(line) : null,
        };
        if (job.State == JobState.Completed)
        {
            AddResult(message, run);
        }

        return message;
    }

    /// <summary>A job in a list of all: without its configuration, and with a failure told in fewer words, where they are long.</summary>
    public static Proto.Job ToListedProto(JobRecord job, RunFolder run)
    {
        var message = ToProto(job with { Spec = job.Spec with { Configuration = "" } }, run);
        message.FailureMessage = Printable.Lines(message.FailureMessage, Limits.MessageLength);
        return message;
    }

    private static void AddResult(Proto.Job message, RunFolder run)
    {
        try
        {
            if (run.ReadResult() is { } result)
            {
                message.Result = TrainingResultMapping.ToProto(result);
            }
            else
            {
                message.FailureMessage = $"{run.Result} is gone: the job completed, but its result is lost.";
            }
        }
        catch (UserErrorException e)
        {
            message.FailureMessage = e.Message; // one damaged folder must not hide the other jobs
        }
    }
}
