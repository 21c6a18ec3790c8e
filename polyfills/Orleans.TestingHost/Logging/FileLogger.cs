using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Orleans.TestingHost.Logging;

internal sealed class FileLogger(LogFile file, string category) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            file.Write(string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:O} {logLevel} {category} [{eventId.Id}] {formatter(state, exception)}{(exception is null ? string.Empty : $" {exception}")}"));
        }
    }
}
