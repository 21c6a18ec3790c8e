namespace Orleans.Polyfills.Chaos.Suite;

public interface IReentrantLedgerGrain : ILedgerGrain;
