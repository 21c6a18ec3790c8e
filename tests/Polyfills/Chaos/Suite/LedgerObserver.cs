namespace Orleans.Polyfills.Chaos.Suite;

internal sealed class LedgerObserver(Ledger ledger) : ILedgerObserver
{
    public void OnNotice(long operation) => ledger.Run(operation);
}
