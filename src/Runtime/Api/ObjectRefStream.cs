using Orleans.Ray.Streams;

namespace Orleans.Ray;

/// <summary>The items of a streaming task or actor call, whatever their type: see <see cref="ObjectRefStream{T}"/>.</summary>
[Immutable]
public abstract class ObjectRefStream : IAsyncDisposable
{
    private readonly ObjectRef<Unit> _completed;
    private bool _isCompletionAsked;

    private protected ObjectRefStream(ObjectRef<Unit> completed) => _completed = completed;

    /// <summary>Ends a stream that nobody has any more.</summary>
    ~ObjectRefStream() =>
        // Cancelling runs code of others, which must not be kept waiting for by the finalizer's thread, or keep it waiting.
        ThreadPool.UnsafeQueueUserWorkItem(static reader => reader.Items.Leave(reader.Cancel), (Items: UntypedItems, Cancel: !_isCompletionAsked), preferLocal: false);

    /// <summary>
    /// An object without a value that is ready when the producing method has ended, and fails with what it failed with. Ray's <c>completed()</c>.
    /// </summary>
    /// <remarks>
    /// It says nothing of what was read: a producer that may not run further ahead ends only after its items are read. Whoever has asked for it
    /// counts as interested in the end: a stream that is then collected without having been disposed of runs on, and its items are dropped.
    /// </remarks>
    public ObjectRef<Unit> Completed
    {
        get
        {
            _isCompletionAsked = true;
            return _completed;
        }
    }

    internal abstract ItemStream UntypedItems { get; }

    internal bool IsReadable => UntypedItems.IsReadable;

    /// <summary>Why the next item is not there yet, in one readable line: what its producer waits for, or where it runs.</summary>
    public ValueTask<string> ExplainAsync() => new(UntypedItems.Explain(MaxExplainLevels));

    /// <summary>
    /// Gives the stream up: what is unread is dropped, and the producer, if it has not ended, is cancelled. References that were read
    /// stay good. Does not wait for the producer; <see cref="Completed"/> does.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        UntypedItems.Leave(cancel: true);
        return default;
    }

    /// <summary>The producing task's id, as listings show it.</summary>
    public override string ToString() => $"{nameof(ObjectRefStream)}({_completed.Id.Task})";

    private const int MaxExplainLevels = 8;
}
