using Lts.Hosting.Terminals;
using Lts.Trainer.Training.Progress;

namespace Lts.Trainer.Commands;

/// <summary>How progress is shown: on a terminal one line that is redrawn, elsewhere lines. It goes to standard error.</summary>
internal static class ProgressDisplay
{
    /// <summary>The display that suits standard error.</summary>
    public static ShownProgress ForStandardError()
    {
        if (Console.IsErrorRedirected)
        {
            return new ShownProgress(new PlainProgress(Console.Error), null);
        }

        var live = new LiveProgress(StatusLine.OnStandardError(), TimeProvider.System);
        return new ShownProgress(live, live);
    }

    /// <summary>No display, for a process that trains along with one that has it.</summary>
    public static ShownProgress None() => new(new PlainProgress(TextWriter.Null), null);

    /// <summary>A display and what to dispose before other output.</summary>
    internal sealed record ShownProgress(ITrainingObserver Observer, IDisposable? Display) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => Display?.Dispose();
    }
}
