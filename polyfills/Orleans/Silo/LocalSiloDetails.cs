namespace Orleans.Runtime;

internal sealed class LocalSiloDetails : ILocalSiloDetails
{
    public LocalSiloDetails(IOptions<SiloOptions> silo, IOptions<ClusterOptions> cluster, IOptions<EndpointOptions> endpoints)
    {
        Name = silo.Value.SiloName;
        ClusterId = cluster.Value.ClusterId;
        DnsHostName = Dns.GetHostName();
        var advertised = endpoints.Value.AdvertisedIPAddress;
        SiloAddress = SiloAddress.New(advertised, endpoints.Value.SiloPort, SiloAddress.AllocateNewGeneration());
        GatewayAddress = endpoints.Value.GatewayPort == 0 ? null! : SiloAddress.New(advertised, endpoints.Value.GatewayPort, SiloAddress.Generation);
    }

    internal LocalSiloDetails(string name, SiloAddress address)
    {
        Name = name;
        ClusterId = DnsHostName = string.Empty;
        SiloAddress = address;
        GatewayAddress = null!;
    }

    public string Name { get; }

    public string ClusterId { get; }

    public string DnsHostName { get; }

    public SiloAddress SiloAddress { get; }

    public SiloAddress GatewayAddress { get; }
}
