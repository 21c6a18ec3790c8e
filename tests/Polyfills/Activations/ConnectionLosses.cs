namespace Orleans.Polyfills.Activations;

internal sealed class ConnectionLosses : IClusterConnectionStatusObserver
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered)
    {
        if (currentNumberOfGateways < previousNumberOfGateways)
        {
            Interlocked.Increment(ref _count);
        }
    }

    public void NotifyClusterConnectionLost()
    {
    }
}
