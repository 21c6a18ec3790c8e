namespace Orleans.Runtime;

/// <summary>Tells the application's observers, in order and one at a time, how many gateways the client has.</summary>
internal sealed partial class ConnectionStatus(IEnumerable<IClusterConnectionStatusObserver> observers, ILogger<ConnectionStatus> logger)
{
    private readonly IClusterConnectionStatusObserver[] _observers = [.. observers];
    private readonly Lock _gate = new();
    private Task _told = Task.CompletedTask;

    public void OnGatewayCount(int current, int previous, bool isStopping)
    {
        if (_observers.Length == 0)
        {
            return;
        }

        // The observers are the application's code: they must not hold up the connections, nor run under their lock.
        lock (_gate)
        {
            _told = _told.ContinueWith(_ => Tell(current, previous, isStopping), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void Tell(int current, int previous, bool isStopping)
    {
        foreach (var observer in _observers)
        {
            try
            {
                observer.NotifyGatewayCountChanged(current, previous, connectionRecovered: current > 0 && previous == 0);
                if (current == 0 && !isStopping)
                {
                    observer.NotifyClusterConnectionLost();
                }
            }
            catch (Exception exception)
            {
                LogObserverFailed(logger, exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An observer of the connection to the cluster failed.")]
    private static partial void LogObserverFailed(ILogger logger, Exception exception);
}
