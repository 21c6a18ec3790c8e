using Orleans.Ray.Objects;
using Orleans.Ray.Streams;

namespace Orleans.Ray;

/// <summary>
/// The items that a streaming task or actor call yields, as references, each of which is there as soon as its item is: read them with
/// <c>await foreach</c> while the producer runs. Ray's <c>ObjectRefGenerator</c>.
/// </summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <remarks>
/// <para>
/// The producer runs ahead of the reader, up to <see cref="RayTaskAttribute.GeneratorBackpressureNumObjects"/> items; then it gives its CPU back
/// and waits. Where it fails, the items before stay good, then comes one reference that throws the error, then the end. Where it is cancelled, unread items
/// are dropped, and the next reference throws <see cref="RayTaskCancelledException"/>.
/// </para>
/// <para>
/// A stream has one position: each item is read once, a second enumeration goes on where the first one stopped, and at the end every enumeration is
/// empty. Leaving an <c>await foreach</c> early disposes of the stream, and so cancels the producer. One
/// reader at a time; a stream may be handed to a task or an actor, as an argument or inside one, and is then read from there: it is the same stream, and disposing of it
/// ends it for both. A stream that is neither disposed of nor read to its end ends when the garbage collector finds it.
/// </para>
/// </remarks>
[Immutable]
public sealed class ObjectRefStream<T> : ObjectRefStream, IAsyncEnumerable<ObjectRef<T>>
{
    private readonly ItemStream<T> _items;
    private int _readers;

    internal ObjectRefStream(ItemStream<T> items, ObjectRef<Unit> completed)
        : base(completed) => _items = items;

    internal override ItemStream UntypedItems => _items;

    /// <summary>The next item's reference, as soon as there is one; null at the end, however often it is asked.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the producer.</param>
    /// <exception cref="ObjectDisposedException">The stream was disposed of before its end.</exception>
    /// <exception cref="InvalidOperationException">Other code is waiting for the next item.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>A task that waits gives its CPU back meanwhile. Unlike leaving an <c>await foreach</c>, to stop calling this does not end the stream.</remarks>
    public ValueTask<ObjectRef<T>?> NextAsync(CancellationToken cancellationToken = default)
    {
        if (Volatile.Read(ref _readers) == 0 && !cancellationToken.IsCancellationRequested && _items.TryTake(out var item))
        {
            // Or the collector could end the stream between the look at its items and the taking.
            GC.KeepAlive(this);
            return new(item is null ? null : new ObjectRef<T>(item));
        }

        return NextSlowAsync(cancellationToken);
    }

    /// <summary>Reads on from where the stream stands. Disposing of the enumerator disposes of the stream.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public IAsyncEnumerator<ObjectRef<T>> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new StreamEnumerator<T>(this, cancellationToken);

    private async ValueTask<ObjectRef<T>?> NextSlowAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Interlocked.Exchange(ref _readers, 1) != 0)
        {
            throw new InvalidOperationException(
                $"Other code is waiting for the next item of {this} already. A stream has one reader at a time; let one read and hand the references out.");
        }

        try
        {
            while (true)
            {
                if (_items.TryTake(out var item))
                {
                    return item is null ? null : new ObjectRef<T>(item);
                }

                if (_items.Arrival() is { } arrival)
                {
                    await WaitAsync(arrival, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            Volatile.Write(ref _readers, 0);
        }
    }

    private static async ValueTask WaitAsync(StreamSignal arrival, CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            await ReadyCounter.WaitAsync([arrival], 1, failFast: false, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await new ValueTask<Unit>(arrival, 0).ConfigureAwait(false);
        }
    }
}
