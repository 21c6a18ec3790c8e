namespace Orleans;

public interface IClusterConnectionStatusObserver
{
    void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered);

    void NotifyClusterConnectionLost();
}
