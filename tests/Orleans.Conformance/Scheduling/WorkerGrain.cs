using Orleans.Concurrency;
using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Scheduling;

[StatelessWorker(3)]
public sealed class WorkerGrain : Grain, IWorkerGrain
{
    private readonly Guid _id = Guid.NewGuid();

    public async Task<Guid> Work(string arrived, string release)
    {
        Signals.Set(arrived);
        await Signals.Wait(release);
        return _id;
    }
}
