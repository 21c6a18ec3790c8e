using Orleans.Runtime;

namespace Orleans.Polyfills.Membership;

public interface IWhereGrain : IGrainWithStringKey
{
    Task<SiloAddress> Where();
}
