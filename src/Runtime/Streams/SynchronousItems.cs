namespace Orleans.Ray.Streams;

/// <summary>The items of a method that yields without awaiting, for code that awaits them.</summary>
internal sealed class SynchronousItems<T>(IEnumerator<T> items) : IAsyncEnumerator<T>
{
    public T Current => items.Current;

    public ValueTask<bool> MoveNextAsync() => new(items.MoveNext());

    public ValueTask DisposeAsync()
    {
        items.Dispose();
        return default;
    }
}
