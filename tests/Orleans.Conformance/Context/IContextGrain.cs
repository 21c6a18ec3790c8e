namespace Orleans.Conformance.Context;

public interface IContextGrain : IGrainWithStringKey
{
    Task<object?> Get(string key);

    Task<object?> GetAtActivation(string key);

    Task<object?> GetThrough(IContextGrain other, string key);

    Task Set(string key, object value);

    Task<object?> SetAndGetThrough(IContextGrain other, string key, object value);

    Task<object?> GetAfterAwait(string key);

    Task ChangeList(string key);
}
