namespace Orleans.Polyfills.Chaos.Suite;

public sealed class TurnLedgerGrain : LedgerGrain, ITurnLedgerGrain
{
    public TurnLedgerGrain(Ledger ledger)
        : base(ledger)
    {
    }

    protected override bool IsReentrant => false;
}
