using Orleans.Runtime;

namespace Orleans.Conformance.TestClusters;

public interface IPlaceGrain : IGrainWithStringKey
{
    Task<SiloAddress> Where();

    Task<Guid> Activation();

    Task Block(string started, string release);

    Task CallBlocking(IPlaceGrain other, string started, string release);

    Task ReportDeactivation(string signal);
}
