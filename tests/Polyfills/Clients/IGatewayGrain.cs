using Orleans.Runtime;

namespace Orleans.Polyfills.Clients;

/// <summary>Runs in the silo of the gateway that its caller came through.</summary>
public interface IGatewayGrain : IGrainWithStringKey
{
    Task<SiloAddress> Where();
}
