using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OrdreCouncils.Tests.Testing;

/// <summary>Collects the logs of the hosts under test, so that a test can fail on an unexpected error or on personal data in a log.</summary>
public sealed class LogSink : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> entries = new();

    public IReadOnlyList<string> All => [.. entries.Select(entry => entry.Text)];

    public IReadOnlyList<string> Errors => [.. entries.Where(entry => entry.Level >= LogLevel.Error).Select(entry => entry.Text)];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(LogSink sink, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                sink.entries.Enqueue((logLevel, $"{category}: {formatter(state, exception)} {exception}"));
        }
    }
}
