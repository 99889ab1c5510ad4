using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Lts.Tests.Support;

/// <summary>Keeps what was logged.</summary>
internal sealed class RecordingLogger : ILogger
{
    public ConcurrentQueue<(LogLevel Level, string Message)> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue((logLevel, formatter(state, exception) + exception));

    /// <summary>Whether a line of this level or above contains the text.</summary>
    public bool Has(LogLevel level, string text) =>
        Lines.Any(l => l.Level >= level && l.Message.Contains(text, StringComparison.Ordinal));
}
