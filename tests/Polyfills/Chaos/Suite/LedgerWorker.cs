using Orleans.Concurrency;

namespace Orleans.Polyfills.Chaos.Suite;

[StatelessWorker(2)]
public sealed class LedgerWorker : Grain, ILedgerWorker
{
    public Task<long> Pass(string to, bool isReentrant, long operation) => GrainFactory.GetLedgerGrain(to, isReentrant).Apply(operation);
}
