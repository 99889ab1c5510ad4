using System.Text.Json;
using Lts.Hosting;

namespace Lts.Trainer.Training.Runs;

/// <summary>The places of a run folder; docs/trainer.md says what each is. Knows no process: a watcher uses it as the trainer does.</summary>
/// <param name="path">The folder.</param>
internal sealed class RunFolder(string path)
{
    /// <summary>The folder.</summary>
    public string FullName { get; } = Path.GetFullPath(path);

    public string Configuration => Path.Combine(FullName, "config.json");

    public string Lock => Path.Combine(FullName, "lock");

    public string Data => Path.Combine(FullName, "data");

    public string Tokenizer => Path.Combine(FullName, "tokenizer.json");

    public string Progress => Path.Combine(FullName, "progress.jsonl");

    public string Checkpoints => Path.Combine(FullName, "checkpoints");

    /// <summary>The configuration that the run began with.</summary>
    public string BegunWith => Path.Combine(Checkpoints, "config.json");

    public string Model => Path.Combine(FullName, "model");

    public string LossPage => Path.Combine(FullName, "loss.html");

    public string LossPicture => Path.Combine(FullName, "loss.svg");

    public string Result => Path.Combine(FullName, "result.json");

    /// <summary>The result of a complete run; <see langword="null"/> while it is not complete.</summary>
    /// <exception cref="UserErrorException">The file cannot be read.</exception>
    public RunResult? ReadResult()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Result), RunJsonContext.Default.RunResult);
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
