using System.Collections.Immutable;
using Lts.Hosting;
using Lts.Trainer.Service.Jobs;
using Lts.Trainer.Training.Runs;

namespace Lts.Trainer.Service.Artifacts;

/// <summary>
/// What of a completed run is handed out. A name is looked up in this list and never made into a path, so that no name leads out of the run.
/// </summary>
internal static class ArtifactFiles
{
    /// <summary>The files, by name.</summary>
    /// <exception cref="JobStateException">The job is not complete.</exception>
    /// <exception cref="UserErrorException">The run folder cannot be read.</exception>
    public static ImmutableArray<ArtifactFile> Of(JobRecord job, RunFolder run)
    {
        if (job.State != JobState.Completed)
        {
            throw new JobStateException($"Job '{job.Id}' is not complete: it is {job.State.ToString().ToLowerInvariant()}. It has files only once it has completed.");
        }

        string[] single =
            [run.Result, run.Progress, run.Configuration, run.Tokenizer, run.LossPage, run.LossPicture, Path.Combine(run.FullName, "model.onnx")];
        try
        {
            var model = Directory.Exists(run.Model) ? Directory.GetFiles(run.Model) : [];
            return
            [
                .. single.Concat(model)
                    .Select(path => new FileInfo(path))
                    .Where(file => file.Exists && !file.Attributes.HasFlag(FileAttributes.ReparsePoint))
                    .Select(file => new ArtifactFile(Name(run, file.FullName), file.FullName, file.Length))
                    .OrderBy(file => file.Name, StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{run.FullName} cannot be read: {e.Message}", ExitCode.Storage, e);
        }
    }

    /// <summary>One file.</summary>
    /// <exception cref="JobNotFoundException">There is none of this name.</exception>
    /// <exception cref="JobStateException">The job is not complete.</exception>
    public static ArtifactFile Get(JobRecord job, RunFolder run, string name)
    {
        var files = Of(job, run);
        return files.FirstOrDefault(file => file.Name == name) ?? throw new JobNotFoundException(
            $"Job '{job.Id}' has no file of that name. It has {string.Join(", ", files.Select(file => file.Name))}.");
    }

    private static string Name(RunFolder run, string path) => Path.GetRelativePath(run.FullName, path).Replace(Path.DirectorySeparatorChar, '/');
}
