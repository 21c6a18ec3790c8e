using Microsoft.Extensions.Logging;
using Orleans.Ray.Diagnostics;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>A node's log that throws for what is worth a warning.</summary>
internal sealed class FullLog : ILogger<RayLog>
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        throw new IOException("The disk is full.");
}
