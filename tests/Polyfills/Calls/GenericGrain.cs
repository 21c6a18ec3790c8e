namespace Orleans.Polyfills.Calls;

public sealed class GenericGrain : Grain, IGenericGrain
{
    public Task<T> Echo<T>(T value) => Task.FromResult(value);

    public async IAsyncEnumerable<T> Repeat<T>(T value, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return value;
        }
    }
}
