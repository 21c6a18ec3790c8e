using System.ComponentModel;
using Orleans.Ray.Streams;

namespace Orleans.Ray.CodeGeneration;

/// <summary>What a streaming method returned: items to await, or items that its thread makes.</summary>
/// <typeparam name="T">The items' type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct StreamSource<T>
{
    private readonly IAsyncEnumerable<T>? _asynchronous;

    private StreamSource(IAsyncEnumerable<T>? asynchronous, IEnumerable<T>? synchronous) => (_asynchronous, Synchronous) = (asynchronous, synchronous);

    internal IEnumerable<T>? Synchronous { get; }

    /// <summary>The items of an <c>IAsyncEnumerable&lt;T&gt;</c>.</summary>
    /// <param name="items">What the method returned.</param>
    public static StreamSource<T> Of(IAsyncEnumerable<T> items) => new(items, null);

    /// <summary>The items of a method with <c>yield</c>.</summary>
    /// <param name="items">What the method returned.</param>
    public static StreamSource<T> Of(IEnumerable<T> items) => new(null, items);

    internal IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken) =>
        _asynchronous is not null ? _asynchronous.GetAsyncEnumerator(cancellationToken)
        : Synchronous is not null ? new SynchronousItems<T>(Synchronous.GetEnumerator())
        : throw new InvalidOperationException("The streaming method returned null; return an empty sequence where there are no items.");
}
