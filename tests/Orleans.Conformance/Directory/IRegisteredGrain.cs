using Orleans.Runtime;

namespace Orleans.Conformance.Directory;

public interface IRegisteredGrain : IGrainWithStringKey
{
    Task<Guid> Activation();

    Task<SiloAddress> Where();

    Task End();
}
