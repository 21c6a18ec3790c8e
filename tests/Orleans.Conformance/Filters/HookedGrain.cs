using System.Globalization;
using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Filters;

public sealed class HookedGrain : Grain, IHookedGrain
{
    public Task<string> Echo(string text, int number) =>
        text == "fail" ? throw new InvalidOperationException("by the grain") : Task.FromResult(string.Create(CultureInfo.InvariantCulture, $"{text} {number}"));

    public Task Nothing() => Task.CompletedTask;

    public Task<string?> Context(string key) => Task.FromResult((string?)RequestContext.Get(key));

    public Task<T> Generic<T>(T value) => Task.FromResult(value);

    public async IAsyncEnumerable<int> Count(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    public Task Tick(string ticked)
    {
        this.RegisterGrainTimer(
            () =>
            {
                Signals.Set(ticked);
                return Task.CompletedTask;
            },
            TimeSpan.Zero,
            Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task OneWay(string ran)
    {
        Signals.Set(ran);
        return Task.CompletedTask;
    }

    public Task<string> Call(IHookedGrain other, string text) => other.Echo(text, 0);
}
