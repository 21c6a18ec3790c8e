using Orleans.Runtime;

namespace Orleans.Conformance.Lifetime;

public interface IMovingGrain : IGrainWithStringKey
{
    Task<SiloAddress> Where();

    Task<Guid> Activation();

    Task Remember(int value);

    Task<int> Remembered();

    Task<int> Increment();

    Task Move(string ended);

    /// <summary>What has happened to the grain, on all silos.</summary>
    Task<string[]> Events();
}
