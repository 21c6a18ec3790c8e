using Microsoft.Extensions.Logging;
using Orleans.Ray.Diagnostics;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>A node's log whose provider throws at everything.</summary>
internal sealed class BrokenLog : ILogger<RayLog>
{
    private int _calls;

    public int Calls => _calls;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Interlocked.Increment(ref _calls);
        throw new AggregateException(new IOException("The disk is full."));
    }
}
