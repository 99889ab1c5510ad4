using Lts.Domain.Trainings;
using Lts.Hosting;
using Lts.Trainer.Training.Runs;

namespace Lts.Trainer.Service.Running;

/// <summary>
/// Reads a <c>progress.jsonl</c> that another process writes: each look gives what is new. When the run went back to a checkpoint, the lines
/// from there on are given anew, so that the first of them has a step that is not beyond the line before.
/// </summary>
/// <param name="path">The file; it may not exist yet.</param>
internal sealed class CurveTail(string path)
{
    private readonly List<TrainingProgress> _lines = [];
    private byte[] _lastLine = [];
    private long _position;

    /// <summary>The lines since the look before.</summary>
    /// <exception cref="UserErrorException">The file cannot be read.</exception>
    public IReadOnlyList<TrainingProgress> Look()
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return IsContinued(file) ? ReadOn(file) : ReadAgain(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"{path} cannot be read: {e.Message}", ExitCode.Storage, e);
        }
    }

    /// <summary>Whether what was read before still stands there. A line that is written anew after a crash has other times in it.</summary>
    private bool IsContinued(FileStream file)
    {
        if (file.Length < _position)
        {
            return false;
        }

        var last = new byte[_lastLine.Length];
        file.Seek(_position - last.Length, SeekOrigin.Begin);
        return file.ReadAtLeast(last, last.Length, throwOnEndOfStream: false) == last.Length && last.AsSpan().SequenceEqual(_lastLine);
    }

    private IReadOnlyList<TrainingProgress> ReadOn(FileStream file)
    {
        var text = new byte[file.Length - _position];
        file.Seek(_position, SeekOrigin.Begin);
        var rest = text.AsSpan(0, file.ReadAtLeast(text, text.Length, throwOnEndOfStream: false));
        var first = _lines.Count;
        for (var end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'))
        {
            if (ProgressLog.Parse(rest[..end]) is not { } line)
            {
                break; // cut in half by a crash: the process that goes on removes it
            }

            _lines.Add(line);
            _lastLine = rest[..(end + 1)].ToArray();
            _position += end + 1;
            rest = rest[(end + 1)..];
        }

        return _lines[first..];
    }

    private IReadOnlyList<TrainingProgress> ReadAgain(FileStream file)
    {
        TrainingProgress[] before = [.. _lines];
        _lines.Clear();
        (_lastLine, _position) = ([], 0);
        ReadOn(file);
        var same = _lines.Zip(before).TakeWhile(pair => pair.First == pair.Second).Count();
        return _lines[same..];
    }
}
