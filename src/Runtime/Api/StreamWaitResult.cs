namespace Orleans.Ray;

/// <summary>What a wait for streams found. Both lists keep the order of the streams that were waited for.</summary>
/// <typeparam name="T">The items' type.</typeparam>
/// <param name="Ready">Streams whose next item, or whose end, can be read without waiting; never more than asked for.</param>
/// <param name="Remaining">All the others.</param>
public readonly record struct StreamWaitResult<T>(IReadOnlyList<ObjectRefStream<T>> Ready, IReadOnlyList<ObjectRefStream<T>> Remaining);
