using System.Runtime.CompilerServices;
using Orleans.Conformance.Delivery;
using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Streams;

public sealed class StreamGrain : Grain, IStreamGrain
{
    private int _total;
    private int _made;
    private Item? _kept;

    public async IAsyncEnumerable<int> Count(int count)
    {
        await Task.Yield();
        for (var i = 0; i < count; i++)
        {
            yield return i;
        }
    }

    public async IAsyncEnumerable<int> Announce(string begun)
    {
        Signals.Set(begun);
        await Task.Yield();
        yield return 1;
    }

    public async IAsyncEnumerable<int> CountThenWait(int count, string cancelled, string left, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var registration = cancellationToken.Register(() => Signals.Set(cancelled));
        try
        {
            for (var i = 0; i < count; i++)
            {
                yield return i;
            }

            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            Signals.Set(left, TaskScheduler.Current != TaskScheduler.Default);
        }
    }

    public async IAsyncEnumerable<int> Wait(string started, string release)
    {
        Signals.Set(started);
        await Signals.Wait(release);
        yield return 7;
    }

    public async IAsyncEnumerable<int> FailAfter(int count, bool known)
    {
        await Task.Yield();
        for (var i = 0; i < count; i++)
        {
            yield return i;
        }

        throw known ? new DeliveryException("from the stream", 5) : new InvalidOperationException("from the stream");
    }

    public async IAsyncEnumerable<Item> Items(Item first)
    {
        _kept = first;
        yield return _kept;
        await Task.Yield();
        yield return new Item { Value = _kept.Value };
    }

    public async IAsyncEnumerable<T> Repeat<T>(T value, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await Task.Yield();
            yield return value;
        }
    }

    public async IAsyncEnumerable<string?> Contexts(string key)
    {
        yield return (string?)RequestContext.Get(key);
        await Task.Yield();
        yield return (string?)RequestContext.Get(key);
    }

    public async IAsyncEnumerable<int> Unserializable()
    {
        await Task.Yield();
        yield return 1;
        throw new UnknownException("nothing serializes this");
    }

    public Task<int> Add(int value) => Task.FromResult(_total += value);

    public async Task Block(string started, string release)
    {
        Signals.Set(started);
        await Signals.Wait(release);
    }

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<int> Made()
    {
        await Task.Yield();
        while (true)
        {
            yield return ++_made;
        }
    }

    public Task<int> MadeSoFar() => Task.FromResult(_made);
}
