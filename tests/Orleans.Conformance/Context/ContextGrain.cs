using Orleans.Runtime;

namespace Orleans.Conformance.Context;

public sealed class ContextGrain : Grain, IContextGrain
{
    private readonly Dictionary<string, object> _atActivation = [];

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        foreach (var (key, value) in RequestContext.Entries)
        {
            _atActivation[key] = value;
        }

        return Task.CompletedTask;
    }

    public Task<object?> Get(string key) => Task.FromResult(RequestContext.Get(key));

    public Task<object?> GetAtActivation(string key) => Task.FromResult(_atActivation.GetValueOrDefault(key));

    public Task<object?> GetThrough(IContextGrain other, string key) => other.Get(key);

    public Task Set(string key, object value)
    {
        RequestContext.Set(key, value);
        return Task.CompletedTask;
    }

    public async Task<object?> SetAndGetThrough(IContextGrain other, string key, object value)
    {
        RequestContext.Set(key, value);
        await Task.Yield();
        return await other.Get(key);
    }

    public async Task<object?> GetAfterAwait(string key)
    {
        await Task.Yield();
        return RequestContext.Get(key);
    }

    public Task ChangeList(string key)
    {
        ((List<int>)RequestContext.Get(key)!).Add(1);
        return Task.CompletedTask;
    }
}
