using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans.Ray.Diagnostics;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>A node's log that keeps its lines.</summary>
internal sealed class LogLines : ILogger<RayLog>
{
    private readonly ConcurrentQueue<string> _warnings = new();

    public IReadOnlyCollection<string> Warnings => _warnings;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel >= LogLevel.Warning)
        {
            _warnings.Enqueue(formatter(state, exception));
        }
    }
}
