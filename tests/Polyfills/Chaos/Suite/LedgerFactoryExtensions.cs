namespace Orleans.Polyfills.Chaos.Suite;

internal static class LedgerFactoryExtensions
{
    public static ILedgerGrain GetLedgerGrain(this IGrainFactory factory, string key, bool isReentrant) =>
        isReentrant ? factory.GetGrain<IReentrantLedgerGrain>(key) : factory.GetGrain<ITurnLedgerGrain>(key);
}
