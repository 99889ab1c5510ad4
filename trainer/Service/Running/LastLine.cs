using Lts.Domain.Trainings;
using Lts.Hosting;
using Lts.Trainer.Training.Runs;

namespace Lts.Trainer.Service.Running;

/// <summary>The end of a <c>progress.jsonl</c>, without reading what comes before.</summary>
internal static class LastLine
{
    private const int TailBytes = 1 << 13; // a line has some 300

    /// <summary>The last whole line; <see langword="null"/> when there is none, or it cannot be read now.</summary>
    public static TrainingProgress? Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var tail = new byte[Math.Min(file.Length, TailBytes)];
            file.Seek(-tail.Length, SeekOrigin.End);
            var text = tail.AsSpan(0, file.ReadAtLeast(tail, tail.Length, throwOnEndOfStream: false));
            var end = text.LastIndexOf((byte)'\n');
            return end < 0 ? null : ProgressLog.Parse(text[(text[..end].LastIndexOf((byte)'\n') + 1)..end]);
        }
        catch (Exception e) when (DurableFile.IsDiskFault(e))
        {
            return null;
        }
    }
}
