using Orleans.Runtime;

namespace Orleans.Redis.Conformance.Registrations;

public interface IAddressGrain : IGrainWithStringKey
{
    Task<SiloAddress> Where();

    Task<Guid> Activation();

    Task Remember(int value);

    Task<int> Remembered();

    Task End();
}
