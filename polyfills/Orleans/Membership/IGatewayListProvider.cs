namespace Orleans.Messaging;

public interface IGatewayListProvider
{
    TimeSpan MaxStaleness { get; }

    [Obsolete("Gateway lists are always refreshed.")]
    bool IsUpdatable { get; }

    Task InitializeGatewayListProvider();

    Task<IList<Uri>> GetGateways();
}
