using Orleans.Concurrency;

namespace Orleans.Conformance.Reentrancy;

[Reentrant]
public sealed class ReentrantGrain : BlockingGrain, IReentrantGrain;
