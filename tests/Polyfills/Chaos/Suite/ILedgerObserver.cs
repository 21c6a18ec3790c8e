namespace Orleans.Polyfills.Chaos.Suite;

public interface ILedgerObserver : IGrainObserver
{
    void OnNotice(long operation);
}
