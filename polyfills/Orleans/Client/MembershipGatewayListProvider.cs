using Orleans.Messaging;

namespace Orleans.Runtime;

/// <summary>The gateways are the active silos of a membership table that the client can read itself.</summary>
internal sealed class MembershipGatewayListProvider(IMembershipTable table, IOptions<GatewayOptions> gateways) : IGatewayListProvider
{
    public TimeSpan MaxStaleness => gateways.Value.GatewayListRefreshPeriod;

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => table.InitializeMembershipTable(true);

    public async Task<IList<Uri>> GetGateways()
    {
        var data = await table.ReadAll();
        return [.. data.Members
            .Select(member => member.Item1)
            .Where(row => row.Status == SiloStatus.Active && row.ProxyPort != 0)
            .Select(row => GatewayUri.Of(new IPEndPoint(row.SiloAddress.Endpoint.Address, row.ProxyPort), row.SiloAddress.Generation))];
    }
}
