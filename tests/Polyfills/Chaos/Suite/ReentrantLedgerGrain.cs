using Orleans.Concurrency;

namespace Orleans.Polyfills.Chaos.Suite;

[Reentrant]
public sealed class ReentrantLedgerGrain : LedgerGrain, IReentrantLedgerGrain
{
    public ReentrantLedgerGrain(Ledger ledger)
        : base(ledger)
    {
    }

    protected override bool IsReentrant => true;
}
