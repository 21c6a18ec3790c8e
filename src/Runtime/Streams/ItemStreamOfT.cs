using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Objects;

namespace Orleans.Ray.Streams;

/// <summary>The items of one streaming call, of a known type.</summary>
internal sealed class ItemStream<T>(IStreamingCall call, int limit) : ItemStream(call, limit)
{
    /// <summary>Adds what the producer has yielded: copied, where it can change. Passes over what an earlier attempt has added.</summary>
    /// <returns>What the producer must wait for before it runs on; null where it need not.</returns>
    /// <exception cref="OperationCanceledException">The producer must not run on.</exception>
    /// <exception cref="RaySerializationException">The item's type can neither be copied nor shared.</exception>
    public StreamSignal? Add(int attempt, uint position, T value) =>
        IsYielded(position) ? PassOver(attempt, position) : Append(attempt, position, new StreamItem<T>(Call, position, value, Call.Name));

    /// <summary>Takes the next item; true also at the end, with none.</summary>
    /// <exception cref="ObjectDisposedException">The reader has left before the end.</exception>
    public bool TryTake(out StreamItem<T>? item)
    {
        var isDecided = TryTake(out ObjectState? taken);
        item = (StreamItem<T>?)taken;
        return isDecided;
    }

    protected override ObjectState NewFailure(uint position, ObjectError error) => new StreamItem<T>(Call, position, error);
}
