using Orleans.Runtime;

namespace Orleans.Conformance.Clients;

public interface ILateGrain : IGrainWithStringKey
{
    Task<SiloAddress> Where();
}
