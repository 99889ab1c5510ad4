using System.Runtime.CompilerServices;
using Lts.Contracts;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Service.Running;
using Proto = Lts.Protos.V1;

namespace Lts.Trainer.Service.Rpc;

/// <summary>Follows one job: by its record, and by the curve that its process writes.</summary>
internal static class JobWatch
{
    private const int MostLines = 4000; // of an update: a megabyte at most
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>The job and its curve at once, then what is new; ends when the job has.</summary>
    /// <exception cref="JobNotFoundException">There is none.</exception>
    public static async IAsyncEnumerable<Proto.JobUpdate> FollowAsync(
        JobStore store, string id, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var run = store.FolderOf(store.Get(id).Id).Run;
        var tail = new CurveTail(run.Progress);
        JobRecord? seen = null;
        while (true)
        {
            // In this order: lines that are written after the look are seen in the next round, unless the job had ended before.
            var job = store.Get(id);
            var lines = tail.Look();
            if (!ReferenceEquals(job, seen) || lines.Count > 0)
            {
                seen = job;
                var message = JobMapping.ToProto(job, run);
                for (var sent = 0; sent == 0 || sent < lines.Count; sent += MostLines)
                {
                    yield return new Proto.JobUpdate
                    {
                        Job = message,
                        Lines = { lines.Skip(sent).Take(MostLines).Select(TrainingProgressMapping.ToProto) },
                    };
                }
            }

            if (job.State is not (JobState.Queued or JobState.Running))
            {
                yield break;
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }
}
