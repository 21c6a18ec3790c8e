namespace Orleans.Polyfills.Calls;

public interface IGenericGrain : IGrainWithStringKey
{
    Task<T> Echo<T>(T value);

    IAsyncEnumerable<T> Repeat<T>(T value, int count);
}
