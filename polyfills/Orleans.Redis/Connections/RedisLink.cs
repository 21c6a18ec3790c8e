namespace Orleans.Redis;

/// <summary>
/// One provider's connection to Redis: opened once, shared by all of its commands, which travel pipelined, and reopened by
/// the client itself whenever it breaks.
/// </summary>
/// <remarks>
/// A command fails, with the provider's own exception, at once where there is no connection, when the connection breaks, and
/// when no answer has come in time. In the last two cases it may have been carried out. Nothing is sent twice.
/// </remarks>
internal sealed partial class RedisLink(string owner, Func<Task<(IConnectionMultiplexer Multiplexer, bool IsShared)>> connect, TimeSpan timeout, Func<string, Exception?, Exception> createException, ILogger logger)
    : IAsyncDisposable, IDisposable
{
    private IConnectionMultiplexer? _multiplexer;
    private bool _isShared;

    public async Task OpenAsync()
    {
        if (Volatile.Read(ref _multiplexer) is not null)
        {
            return;
        }

        try
        {
            var (multiplexer, isShared) = await connect().ConfigureAwait(false);
            _isShared = isShared;
            if (!isShared)
            {
                // Otherwise each answer's continuation waits for the one before it to end: one slow grain would hold up all.
                multiplexer.PreserveAsyncOrder = false;
                multiplexer.ConnectionFailed += OnConnectionFailed;
                multiplexer.ConnectionRestored += OnConnectionRestored;
            }

            Volatile.Write(ref _multiplexer, multiplexer);
            LogOpened(logger, owner, multiplexer.Configuration);
        }
        catch (Exception exception) when (IsOfRedis(exception))
        {
            throw createException($"{owner} cannot connect to Redis: {exception.Message}", exception);
        }
    }

    /// <param name="command">Starts one command, or one transaction.</param>
    /// <param name="what">What it is for, to name in an exception.</param>
    public async Task<T> RunAsync<T>(Func<IDatabase, Task<T>> command, string what)
    {
        var multiplexer = Volatile.Read(ref _multiplexer) ?? throw createException($"{owner} cannot {what}: it is not connected to Redis, not yet or no more.", null);
        try
        {
            return await command(multiplexer.GetDatabase()).WaitAsync(timeout).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            throw createException($"{owner} cannot {what}: Redis did not answer within {timeout}. Whether it was done is not known.", exception);
        }
        catch (Exception exception) when (IsOfRedis(exception))
        {
            throw createException($"{owner} cannot {what}: {exception.Message}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Detach() is { } multiplexer)
        {
            await multiplexer.CloseAsync().ConfigureAwait(false);
            multiplexer.Dispose();
        }
    }

    public void Dispose()
    {
        if (Detach() is { } multiplexer)
        {
            // Otherwise this thread waits for answers until they time out.
            multiplexer.Close(allowCommandsToComplete: false);
            multiplexer.Dispose();
        }
    }

    private static bool IsOfRedis(Exception exception) =>
        exception is RedisException or RedisCommandException or TimeoutException or ObjectDisposedException or OperationCanceledException or System.Net.Sockets.SocketException;

    private IConnectionMultiplexer? Detach()
    {
        var multiplexer = Interlocked.Exchange(ref _multiplexer, null);
        if (multiplexer is null || _isShared)
        {
            return null;
        }

        multiplexer.ConnectionFailed -= OnConnectionFailed;
        multiplexer.ConnectionRestored -= OnConnectionRestored;
        return multiplexer;
    }

    private void OnConnectionFailed(object? sender, ConnectionFailedEventArgs args) => LogFailed(logger, owner, args.EndPoint?.ToString(), args.FailureType, args.Exception);

    private void OnConnectionRestored(object? sender, ConnectionFailedEventArgs args) => LogRestored(logger, owner, args.EndPoint?.ToString());
}
