using Orleans.Concurrency;
using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Scheduling;

[StatelessWorker(4)]
public sealed class QuickWorkerGrain : Grain, IQuickWorkerGrain
{
    private readonly Guid _id = Guid.NewGuid();
    private string? _ended;

    public Task<Guid> Who() => Task.FromResult(_id);

    public async Task<Guid> Work(string arrived, string release, string ended)
    {
        _ended = ended;
        Signals.Set(arrived, this.GetPrimaryKeyLong());
        await Signals.Wait(release);
        return _id;
    }

    public async Task<int> Cancellable(string started, string cancelled, CancellationToken token)
    {
        Signals.Set(started);
        try
        {
            await Task.Delay(Timeout.Infinite, token);
        }
        catch (OperationCanceledException)
        {
            Signals.Set(cancelled);
            throw;
        }

        return 0;
    }

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_ended is not null)
        {
            Signals.Set($"{_ended} {_id}");
        }

        return Task.CompletedTask;
    }
}
