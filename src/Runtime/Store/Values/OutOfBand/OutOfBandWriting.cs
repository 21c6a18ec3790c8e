namespace Orleans.Ray.Store;

/// <summary>
/// The arrays of one value that is being serialized on this thread. Each has a number, so that one met again is written as that number and comes
/// back as the same array; large ones are noted here instead of written.
/// </summary>
internal sealed class OutOfBandWriting
{
    // Fewer bytes are written into the stream.
    private const int Large = 4096;

    // A value of very many arrays leaves out only those for which a column of their own is worth it.
    private const int ManyBuffers = 64;
    private const int VeryLarge = 1 << 20;

    [ThreadStatic]
    private static OutOfBandWriting? _current;

    private readonly Dictionary<object, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly List<OutOfBandBuffer> _buffers = [];
    private int _next;

    /// <exception cref="InvalidOperationException">No value is being serialized for the store.</exception>
    public static OutOfBandWriting Current => _current ?? throw new InvalidOperationException("This codec belongs to the object store's own serializer.");

    public IReadOnlyList<OutOfBandBuffer> Buffers => _buffers;

    public long BufferBytes { get; private set; }

    /// <returns>What is under way on this thread: a codec may put another value. It is gone on with by <see cref="End"/>.</returns>
    public static OutOfBandWriting? Begin(OutOfBandWriting writing)
    {
        var outer = _current;
        _current = writing;
        return outer;
    }

    public static void End(OutOfBandWriting? outer) => _current = outer;

    /// <summary>Whether the array is written already; else its number is new.</summary>
    public bool IsKnown(object? identity, out int number)
    {
        if (identity is null)
        {
            number = _next++;
            return false;
        }

        if (_numbers.TryGetValue(identity, out number))
        {
            return true;
        }

        number = _next++;
        _numbers.Add(identity, number);
        return false;
    }

    public bool IsLarge(long length) => length >= (_buffers.Count < ManyBuffers ? Large : VeryLarge);

    public int Add(OutOfBandBuffer buffer)
    {
        _buffers.Add(buffer);
        BufferBytes += buffer.Length;
        return _buffers.Count - 1;
    }
}
