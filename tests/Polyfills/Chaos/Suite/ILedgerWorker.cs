namespace Orleans.Polyfills.Chaos.Suite;

public interface ILedgerWorker : IGrainWithIntegerKey
{
    Task<long> Pass(string to, bool isReentrant, long operation);
}
