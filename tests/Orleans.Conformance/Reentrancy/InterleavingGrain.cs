namespace Orleans.Conformance.Reentrancy;

public sealed class InterleavingGrain : BlockingGrain, IInterleavingGrain;
