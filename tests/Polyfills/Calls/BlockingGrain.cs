using System.Collections.Concurrent;

namespace Orleans.Polyfills.Calls;

public sealed class BlockingGrain : Grain, IBlockingGrain
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly ConcurrentDictionary<Guid, ManualResetEventSlim> Events = new();

    public Task<int> Next(int value) => Task.FromResult(value + 1);

    public Task<bool> Block(Guid name) => Task.FromResult(EventOf(name).Wait(Patience));

    public Task Unblock(Guid name)
    {
        EventOf(name).Set();
        return Task.CompletedTask;
    }

    private static ManualResetEventSlim EventOf(Guid name) => Events.GetOrAdd(name, static _ => new ManualResetEventSlim());
}
