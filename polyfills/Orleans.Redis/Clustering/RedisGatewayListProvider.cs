using System.Globalization;
using Orleans.Messaging;

namespace Orleans.Clustering.Redis;

internal sealed class RedisGatewayListProvider(RedisMembershipTable table, IOptions<GatewayOptions> options) : IGatewayListProvider
{
    public TimeSpan MaxStaleness => options.Value.GatewayListRefreshPeriod;

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => table.InitializeMembershipTable(tryInitTableVersion: false);

    public async Task<IList<Uri>> GetGateways()
    {
        var data = await table.ReadAll().ConfigureAwait(false);
        return [.. data.Members
            .Select(static member => member.Item1)
            .Where(static row => row.Status == SiloStatus.Active && row.ProxyPort != 0)
            .Select(static row => new Uri(string.Create(
                CultureInfo.InvariantCulture,
                $"gwy.tcp://{new IPEndPoint(row.SiloAddress.Endpoint.Address, row.ProxyPort)}/{row.SiloAddress.Generation}")))];
    }
}
