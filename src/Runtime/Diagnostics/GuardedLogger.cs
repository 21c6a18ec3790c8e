using Microsoft.Extensions.Logging;

namespace Orleans.Ray.Diagnostics;

/// <summary>
/// The program's logger, for threads that have nobody to throw to: an exception of one of its providers would end the process there. The message is lost then; the first time
/// the standard error stream says so.
/// </summary>
internal sealed class GuardedLogger(ILogger logger) : ILogger
{
    private int _told;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return logger.IsEnabled(logLevel);
        }
        catch (Exception exception)
        {
            Tell(exception);
            return false;
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception thrown)
        {
            Tell(thrown);
        }
    }

    private void Tell(Exception thrown)
    {
        if (Interlocked.Exchange(ref _told, 1) == 0)
        {
            Console.Error.WriteLine($"Orleans.Ray: a logger threw {(thrown as AggregateException)?.InnerException?.GetType() ?? thrown.GetType()}, so its messages are lost. Mend the logging provider.");
        }
    }
}
