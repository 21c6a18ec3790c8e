using Orleans.Concurrency;

namespace Orleans.Polyfills.Chaos.Suite;

/// <summary>Every operation has an id of its own, and says in the ledger that it runs.</summary>
public interface ILedgerGrain : IGrainWithStringKey
{
    Task<long> Apply(long operation);

    Task<long> ApplySlowly(long operation, TimeSpan duration);

    /// <summary>Has the grain apply the second operation, whichever class it is of.</summary>
    Task<long> Relay(long operation, string other, bool otherIsReentrant, long otherOperation);

    /// <summary>Has the observer run the second operation.</summary>
    Task<long> Tell(long operation, ILedgerObserver observer, long notice);

    [OneWay]
    Task Post(long operation);

    [AlwaysInterleave]
    Task<Guid> Identify();

    Task StartTimer();

    Task Leave();
}
