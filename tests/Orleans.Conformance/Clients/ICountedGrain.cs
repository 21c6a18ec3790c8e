using Orleans.Runtime;

namespace Orleans.Conformance.Clients;

public interface ICountedGrain : IGrainWithStringKey
{
    Task<SiloAddress> Where();

    /// <summary>Counts that the call of this name has run.</summary>
    Task<string> Run(string call);

    Task Block(string started, string release);
}
