namespace Orleans.Polyfills.Chaos.Suite;

/// <summary>A silo or the client, and an observer there. The runtime does not keep the object: this does.</summary>
internal sealed class CallOrigin(IGrainFactory factory, Ledger ledger)
{
    private readonly LedgerObserver _observer = new(ledger);
    private ILedgerObserver? _reference;

    public IGrainFactory Factory => factory;

    public ILedgerObserver Observer => LazyInitializer.EnsureInitialized(ref _reference, () => factory.CreateObjectReference<ILedgerObserver>(_observer));
}
