namespace Orleans.Runtime;

internal sealed class DelegateConnectionStatusObserver(IServiceProvider services, GatewayCountChangedHandler? countChanged, ConnectionToClusterLostHandler? lost)
    : IClusterConnectionStatusObserver
{
    private object Sender => services.GetRequiredService<IClusterClient>();

    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered) =>
        countChanged?.Invoke(Sender, new GatewayCountChangedEventArgs(currentNumberOfGateways, previousNumberOfGateways));

    public void NotifyClusterConnectionLost() => lost?.Invoke(Sender, EventArgs.Empty);
}
