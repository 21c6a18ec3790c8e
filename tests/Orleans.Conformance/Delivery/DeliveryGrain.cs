using Orleans.Conformance.Shared;

namespace Orleans.Conformance.Delivery;

public sealed class DeliveryGrain : Grain, IDeliveryGrain
{
    private readonly UnknownException _kept = new("kept");
    private int _count;

    public async Task OneWay(string started, string release)
    {
        Signals.Set(started);
        await Signals.Wait(release);
        _count++;
    }

    public void Void(string started, string release)
    {
        _count++;
        Signals.Set(started);
    }

    public Task FailOneWay(string started)
    {
        Signals.Set(started);
        throw new InvalidOperationException("Nobody hears this.");
    }

    public async Task Slow(string started, string release, string ended)
    {
        Signals.Set(started);
        await Signals.Wait(release);
        Signals.Set(ended);
    }

    public async Task Cancellable(string started, string cancelled, CancellationToken token)
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
    }

    public Task<int> WithToken(int value, CancellationToken token) => Task.FromResult(token.IsCancellationRequested ? -1 : value);

    public async Task Block(string started, string release)
    {
        Signals.Set(started);
        await Signals.Wait(release);
    }

    public Task<int> Count() => Task.FromResult(_count);

    public Task Increment()
    {
        _count++;
        return Task.CompletedTask;
    }

    public async Task ThrowSystem()
    {
        await Task.Yield();
        throw new InvalidOperationException("system");
    }

    public Task ThrowSynchronously() => throw new ArgumentException("synchronous");

    public Task ThrowKnown() => Task.FromException(new DeliveryException("known", 42));

    public Task ThrowUnknown() => Task.FromException(new UnknownException("unknown"));

    public Task ThrowKept() => Task.FromException(_kept);

    public async ValueTask<int> ThrowFromValueTask()
    {
        await Task.Yield();
        throw new NotSupportedException("value task");
    }

    public Task<DeliveryException> ReturnException() => Task.FromResult(new DeliveryException("returned", 7));
}
