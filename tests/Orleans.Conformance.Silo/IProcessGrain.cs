using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.Conformance.Processes;

public interface IProcessGrain : IGrainWithStringKey
{
    Task<SiloAddress> Where();

    /// <summary>How the silo of this grain sees another.</summary>
    Task<SiloStatus> StatusOf(SiloAddress silo);

    /// <summary>Completes after this time, with the silo that it ran on.</summary>
    Task<SiloAddress> Work(TimeSpan duration);

    [AlwaysInterleave]
    Task<bool> IsWorking();
}
