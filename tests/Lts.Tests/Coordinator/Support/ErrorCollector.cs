using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Lts.Tests.Coordinator.Support;

/// <summary>Keeps what is logged as an error, so that a test can insist that nothing was.</summary>
internal sealed class ErrorCollector : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Messages { get; } = new();

    public ConcurrentQueue<string> Warnings { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            (logLevel >= LogLevel.Error ? Messages : Warnings).Enqueue(formatter(state, exception) + (exception is null ? "" : "\n" + exception));
        }
    }

    public void Dispose()
    {
    }
}
