using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Orleans.Polyfills.Chaos.Suite;

/// <summary>Missed probes, votes and deaths, as the silos log them: why a silo was taken for dead.</summary>
internal sealed class MembershipStory : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public static bool Tells(string? category, LogLevel level) =>
        level == LogLevel.Warning && category is "Orleans.Runtime.SiloProber" or "Orleans.Runtime.MembershipManager";

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue(FormattableString.Invariant($"{DateTime.UtcNow:O} {formatter(state, exception)}"));

    public void Dispose()
    {
    }

    public override string ToString() => string.Concat(_lines.Select(static line => line + Environment.NewLine));
}
