using System.Text.Json;
using Lts.Contracts.Json;
using Lts.Domain.Trainings;

namespace Lts.Trainer.Training.Runs;

/// <summary>
/// The file <c>progress.jsonl</c>: lines are added whole, and cut back to a checkpoint's step when a run goes on from there, so that
/// the file tells one story however often the run was interrupted.
/// </summary>
internal sealed class ProgressLog : IDisposable
{
    private readonly FileStream _file;

    private ProgressLog(FileStream file) => _file = file;

    /// <summary>Opens the log to go on after a step; later lines, and one that was cut in half, are dropped.</summary>
    public static ProgressLog Open(string path, int afterStep)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        file.SetLength(LengthUpTo(file, afterStep));
        file.Seek(0, SeekOrigin.End);
        return new ProgressLog(file);
    }

    /// <summary>The lines so far; a last one that is still being written is left out. No file, no lines.</summary>
    public static IReadOnlyList<TrainingProgress> Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return [.. WholeLines(file).Select(line => line.Line)];
    }

    /// <summary>One line, without its end; <see langword="null"/> for a part of one, and for anything else.</summary>
    public static TrainingProgress? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, RunJsonContext.Default.TrainingProgressJson)?.ToProgress();
        }
        catch (JsonException)
        {
            return null; // cut in half by a crash, or still being written
        }
    }

    /// <summary>Adds a line.</summary>
    public void Append(TrainingProgress line)
    {
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(TrainingProgressJson.Of(line), RunJsonContext.Default.TrainingProgressJson), (byte)'\n'];
        _file.Write(bytes);
        _file.Flush();
    }

    /// <summary>Waits until all lines are on the disk: a checkpoint is never ahead of the curve.</summary>
    /// <exception cref="IOException">The disk is full, or fails.</exception>
    public void FlushToDisk() => _file.Flush(flushToDisk: true);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static long LengthUpTo(FileStream file, int step)
    {
        var length = 0L;
        foreach (var (line, end) in WholeLines(file))
        {
            if (line.Step > step)
            {
                break;
            }

            length = end;
        }

        return length;
    }

    private static IEnumerable<(TrainingProgress Line, long End)> WholeLines(FileStream file)
    {
        var text = new byte[file.Length];
        file.Seek(0, SeekOrigin.Begin);
        var read = file.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
        var start = 0;
        for (var end = Array.IndexOf(text, (byte)'\n', 0, read); end >= 0; end = Array.IndexOf(text, (byte)'\n', start, read - start))
        {
            if (Parse(text.AsSpan(start, end - start)) is not { } line)
            {
                yield break;
            }

            start = end + 1;
            yield return (line, start);
        }
    }
}
