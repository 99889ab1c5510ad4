using System.Text.Json;
using Lts.Domain;
using Lts.Domain.Trainings;
using Lts.Hosting;

namespace Lts.Trainer.Training.Runs;

/// <summary>The places of a run folder; docs/trainer.md says what each is. Knows no process: a watcher uses it as the trainer does.</summary>
/// <param name="path">The folder; it may not exist yet.</param>
internal sealed class RunFolder(string path)
{
    /// <summary>Where it lies, as an absolute path.</summary>
    public string FullName { get; } = Path.GetFullPath(path);

    /// <summary>The configuration with every default filled in; for reading, and to start the run again with.</summary>
    public string Configuration => Path.Combine(FullName, "config.json");

    /// <summary>Held by the process that trains here.</summary>
    public string Lock => Path.Combine(FullName, "lock");

    /// <summary>The folder of token shards, unless they lie elsewhere.</summary>
    public string Data => Path.Combine(FullName, "data");

    /// <summary>A copy of the data's tokenizer.</summary>
    public string Tokenizer => Path.Combine(FullName, "tokenizer.json");

    /// <summary>The curve, one JSON object a line.</summary>
    public string Progress => Path.Combine(FullName, "progress.jsonl");

    /// <summary>The folder of checkpoints.</summary>
    public string Checkpoints => Path.Combine(FullName, "checkpoints");

    /// <summary>The configuration that the run began with.</summary>
    public string BegunWith => Path.Combine(Checkpoints, "config.json");

    /// <summary>The model folder with the best weights, written at the end.</summary>
    public string Model => Path.Combine(FullName, "model");

    /// <summary>The curve and the evaluations as a page.</summary>
    public string LossPage => Path.Combine(FullName, "loss.html");

    /// <summary>The curve as a picture.</summary>
    public string LossPicture => Path.Combine(FullName, "loss.svg");

    /// <summary>Written last: it is there if and only if the run is complete.</summary>
    public string Result => Path.Combine(FullName, "result.json");

    /// <summary>The result of a complete run; <see langword="null"/> while it is not complete.</summary>
    /// <exception cref="UserErrorException">The file cannot be read.</exception>
    public TrainingResult? ReadResult()
    {
        try
        {
            return WholeJson.Read(File.ReadAllBytes(Result), RunJsonContext.Default.TrainingResultJson).ToResult();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{Result} cannot be read: {e.Message}", ExitCode.Storage, e);
        }
    }
}
