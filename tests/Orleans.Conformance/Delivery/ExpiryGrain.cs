using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Delivery;

public sealed class ExpiryGrain : Grain, IExpiryGrain
{
    public async Task Block(string started, string release)
    {
        Signals.Set(started);
        await Signals.Wait(release);
    }

    public Task Impatient(string ran) => Mark(ran);

    public Task Mark(string ran)
    {
        Signals.Set(ran);
        return Task.CompletedTask;
    }

    public Task MarkOneWay(string ran) => Mark(ran);

    public async Task<int> Wait(string started, CancellationToken token, string cancelled, string release)
    {
        Signals.Set(started);
        try
        {
            await Signals.Wait(release).WaitAsync(token);
            return 0;
        }
        catch (OperationCanceledException)
        {
            Signals.Set(cancelled);
            throw;
        }
    }

    public async Task<string> WaitStubbornly(string started, string cancelled, string release, CancellationToken token)
    {
        using var registration = token.Register(() => Signals.Set(cancelled));
        Signals.Set(started);
        await Signals.Wait(release);
        return token.IsCancellationRequested ? "cancelled" : "not cancelled";
    }

    public Task<int> Quick(int value, CancellationToken token) => Task.FromResult(value);
}
