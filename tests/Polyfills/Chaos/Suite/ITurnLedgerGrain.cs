namespace Orleans.Polyfills.Chaos.Suite;

public interface ITurnLedgerGrain : ILedgerGrain;
