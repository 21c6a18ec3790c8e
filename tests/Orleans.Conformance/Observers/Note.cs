using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Observers;

internal sealed class Note(IGrainFactory? grains = null) : INote
{
    private readonly Lock _gate = new();
    private readonly List<string> _log = [];

    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_gate)
            {
                return [.. _log];
            }
        }
    }

    public List<int>? Added { get; private set; }

    public void Told(string signal) => Signals.Set(signal, Environment.CurrentManagedThreadId);

    public Task Done(string signal)
    {
        Signals.Set(signal);
        return Task.CompletedTask;
    }

    public Task<int> Double(int value) => Task.FromResult(value * 2);

    public ValueTask<int> Triple(int value) => ValueTask.FromResult(value * 3);

    public Task<string?> ReadContext(string key) => Task.FromResult((string?)RequestContext.Get(key));

    public Task Fail(string message) => throw new InvalidOperationException(message);

    public async Task Block(string started, string release)
    {
        Write("block");
        Signals.Set(started);
        await Signals.Wait(release);
        Write("unblock");
    }

    public Task Interleave()
    {
        Write("interleave");
        return Task.CompletedTask;
    }

    public Task<int> DoubleSoon(int value) => Double(value);

    public Task Add(List<int> values)
    {
        values.Add(values.Count);
        Added = values;
        return Task.CompletedTask;
    }

    public Task<int> AskGrain(string grain, int value) => grains!.GetGrain<INotingGrain>(grain).Square(value);

    private void Write(string entry)
    {
        lock (_gate)
        {
            _log.Add(entry);
        }
    }
}
