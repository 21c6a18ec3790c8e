namespace Orleans.Conformance.Identity;

internal sealed class BoxGrain<T> : Grain, IBoxGrain<T>
{
    private T _value = default!;

    public Task Put(T value)
    {
        _value = value;
        return Task.CompletedTask;
    }

    public Task<T> Get() => Task.FromResult(_value);
}
