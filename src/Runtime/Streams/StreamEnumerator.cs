namespace Orleans.Ray.Streams;

/// <summary>One <c>await foreach</c> over a stream. It holds the reference that it stands at, and none while it waits for the next.</summary>
internal sealed class StreamEnumerator<T>(ObjectRefStream<T> stream, CancellationToken cancellationToken) : IAsyncEnumerator<ObjectRef<T>>
{
    private ObjectRef<T>? _current;

    public ObjectRef<T> Current => _current ?? throw new InvalidOperationException("There is no current item before the first MoveNextAsync, or after the end.");

    public ValueTask<bool> MoveNextAsync()
    {
        _current = null;
        var next = stream.NextAsync(cancellationToken);
        if (!next.IsCompletedSuccessfully)
        {
            return MoveSlowAsync(next);
        }

        _current = next.Result;
        return new(_current is not null);
    }

    public ValueTask DisposeAsync()
    {
        _current = null;
        return stream.DisposeAsync();
    }

    private async ValueTask<bool> MoveSlowAsync(ValueTask<ObjectRef<T>?> next)
    {
        _current = await next.ConfigureAwait(false);
        return _current is not null;
    }
}
