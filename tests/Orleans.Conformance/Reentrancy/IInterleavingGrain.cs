using Orleans.Concurrency;

namespace Orleans.Conformance.Reentrancy;

public interface IInterleavingGrain : IGrainWithStringKey
{
    Task Block(string started, string release);

    [ReadOnly]
    Task BlockReading(string started, string release);

    [AlwaysInterleave]
    Task BlockInterleaving(string started, string release);

    Task Pass();

    [ReadOnly]
    Task PassReading();

    [AlwaysInterleave]
    Task PassInterleaving();
}
