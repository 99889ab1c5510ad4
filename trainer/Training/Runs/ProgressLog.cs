using System.Text.Json;
using Lts.Contracts.Json;
using Lts.Domain.Trainings;
using Lts.Hosting;

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
        // Unbuffered: what a full disk refuses must not be tried again when the file is closed.
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        if (LengthUpTo(file, afterStep) is var length && length != file.Length)
        {
            file.SetLength(length);
        }

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

    /// <summary>Adds a line. What a full disk takes of it is cut off when the run goes on.</summary>
    /// <exception cref="UserErrorException">The disk is full, or fails.</exception>
    public void Append(TrainingProgress line)
    {
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(TrainingProgressJson.Of(line), RunJsonContext.Default.TrainingProgressJson), (byte)'\n'];
        Guard(() => _file.Write(bytes));
    }

    /// <summary>Waits until all lines are on the disk: a checkpoint is never ahead of the curve.</summary>
    /// <exception cref="UserErrorException">The disk is full, or fails.</exception>
    public void FlushToDisk() => Guard(() => _file.Flush(flushToDisk: true));

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    // .NET calls a file beyond the file system's or the user's limit an argument out of range.
    private void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (DurableFile.IsDiskFault(e) || e is ArgumentOutOfRangeException { ParamName: "value" })
        {
            throw new UserErrorException(
                $"The curve {_file.Name} cannot be written: {e.Message} The last checkpoint that was saved is kept. "
                + "Make room, then start the run again: it goes on from there.", ExitCode.Storage, e);
        }
    }

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
