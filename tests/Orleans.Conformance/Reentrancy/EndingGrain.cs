using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Reentrancy;

public sealed class EndingGrain : Grain, IEndingGrain
{
    // What awaits it goes on within the turn that completes it.
    private readonly TaskCompletionSource _hold = new();
    private int _reads;

    public async Task Hold(string started)
    {
        Signals.Set(started);
        await _hold.Task;
    }

    public async Task Block(string started, string release)
    {
        Signals.Set(started);
        await Signals.Wait(release);
    }

    public Task<int> Read(bool endsHold)
    {
        if (endsHold)
        {
            _hold.TrySetResult();
        }

        return Task.FromResult(++_reads);
    }

    public Task Pass() => Task.CompletedTask;
}
