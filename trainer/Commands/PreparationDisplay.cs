using System.Globalization;
using Lts.Hosting.Terminals;
using Lts.Trainer.Data;

namespace Lts.Trainer.Commands;

/// <summary>Shows how far a preparation is: on a terminal a bar that is redrawn and wiped, elsewhere a line now and then.</summary>
/// <param name="writer">Receives lines where there is no terminal.</param>
/// <param name="line">The terminal's line; <see langword="null"/> where there is none.</param>
/// <param name="time">Says when to show again.</param>
internal sealed class PreparationDisplay(TextWriter writer, StatusLine? line, TimeProvider time) : IProgress<PreparationProgress>, IDisposable
{
    private const int BarWidth = 30;
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan NextLine = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly long _began = time.GetTimestamp();
    private PreparationPhase? _phase;
    private long _shown;

    /// <summary>The display that suits standard error.</summary>
    public static PreparationDisplay ForStandardError() =>
        new(Console.Error, Console.IsErrorRedirected ? null : StatusLine.OnStandardError(), TimeProvider.System);

    /// <inheritdoc/>
    public void Report(PreparationProgress value)
    {
        lock (_lock)
        {
            if (_phase == value.Phase && time.GetElapsedTime(_shown) < (line is not null ? Redraw : NextLine))
            {
                return;
            }

            (_phase, _shown) = (value.Phase, time.GetTimestamp());
            Show(Text(value));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            line?.Dispose();
        }
    }

    private string Text(PreparationProgress value)
    {
        var what = value.Phase switch
        {
            PreparationPhase.Counting => "counting words",
            PreparationPhase.Merging => "learning tokens",
            _ => "encoding",
        };
        if (value.Phase == PreparationPhase.Merging)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{what}: {value.Tokens:N0} so far");
        }

        var share = value.TotalBytes > 0 ? Math.Min(1, value.Bytes / (double)value.TotalBytes) : 1;
        var filled = (int)(share * BarWidth);
        var bar = line is not null ? $"[{new string('#', filled)}{new string('.', BarWidth - filled)}] " : "";
        var megabytes = value.Bytes / 1e6;
        var tokens = value.Tokens > 0 ? string.Create(CultureInfo.InvariantCulture, $", {value.Tokens:N0} tokens") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {bar}{share:P0}, {megabytes:N0} of {value.TotalBytes / 1e6:N0} MB{tokens}, {time.GetElapsedTime(_began).TotalSeconds:N0} s");
    }

    private void Show(string text)
    {
        if (line is not null)
        {
            line.Show(text);
        }
        else
        {
            writer.WriteLine(text);
        }
    }
}
