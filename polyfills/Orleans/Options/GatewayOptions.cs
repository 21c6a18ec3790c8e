namespace Orleans.Configuration;

public class GatewayOptions
{
    public const int DEFAULT_PREFERED_GATEWAY_INDEX = -1;

    public TimeSpan GatewayListRefreshPeriod { get; set; } = TimeSpan.FromMinutes(1);

    public int PreferredGatewayIndex { get; set; } = DEFAULT_PREFERED_GATEWAY_INDEX;
}
