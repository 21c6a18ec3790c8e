using Orleans.Concurrency;
using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Scheduling;

/// <summary>Says nothing of how many there may be.</summary>
[StatelessWorker]
public sealed class UnlimitedWorkerGrain : Grain, IUnlimitedWorkerGrain
{
    private readonly Guid _id = Guid.NewGuid();

    public async Task<Guid> Work(string arrived, string release)
    {
        Signals.Set(arrived);
        await Signals.Wait(release);
        return _id;
    }
}
