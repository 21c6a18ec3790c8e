using Orleans.Ray.Objects;

namespace Orleans.Ray.Store;

/// <summary>The arrays of one value that is being deserialized on this thread, by number, and the memory of the large ones.</summary>
internal sealed class OutOfBandReading(PinHold hold, IReadOnlyList<(long Offset, long Length)> buffers)
{
    [ThreadStatic]
    private static OutOfBandReading? _current;

    private readonly Dictionary<int, object> _arrays = [];

    /// <exception cref="InvalidOperationException">No value is being read from the store.</exception>
    public static OutOfBandReading Current => _current ?? throw new InvalidOperationException("This codec belongs to the object store's own serializer.");

    public PinHold Hold => hold;

    /// <returns>What is under way on this thread: a codec may get another value. It is gone on with by <see cref="End"/>.</returns>
    public static OutOfBandReading? Begin(OutOfBandReading reading)
    {
        var outer = _current;
        _current = reading;
        return outer;
    }

    public static void End(OutOfBandReading? outer) => _current = outer;

    /// <summary>A hold for a value that stays in the store's memory. The reader has one of its own, so there is always one to add to.</summary>
    public PinHold AddHold() => hold.TryAdd() ? hold : throw new ObjectDisposedException(nameof(PinHold));

    public (long Offset, long Length) Buffer(int index) => (uint)index < (uint)buffers.Count
        ? buffers[index]
        : throw new RaySerializationException($"The object refers to buffer {index} of {buffers.Count}.");

    public object Known(int number) => _arrays.TryGetValue(number, out var array)
        ? array
        : throw new RaySerializationException($"The object refers to its array number {number} before it has one.");

    public void Record(int number, object array) => _arrays[number] = array;
}
