using Apache.Arrow.Types;

namespace Apache.Arrow;

public class ChunkedArray : IDisposable
{
    private readonly IList<IArrowArray> _chunks;
    private readonly bool _ownsChunks;

    public ChunkedArray(IList<Array> arrays)
        : this(arrays is null ? null : [.. arrays], ownsChunks: false)
    {
    }

    public ChunkedArray(IList<IArrowArray> arrays)
        : this(arrays, ownsChunks: false)
    {
    }

    public ChunkedArray(Array array)
        : this(new IArrowArray[] { array ?? throw new ArgumentNullException(nameof(array)) }, ownsChunks: false)
    {
    }

    private ChunkedArray(IList<IArrowArray> chunks, bool ownsChunks)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        if (chunks.Count == 0)
        {
            throw new ArgumentException("A chunked array has at least one chunk.", nameof(chunks));
        }

        _chunks = chunks;
        _ownsChunks = ownsChunks;
        DataType = chunks[0].Data.DataType;
        foreach (var chunk in chunks)
        {
            Length += chunk.Length;
            NullCount += chunk.NullCount;
        }
    }

    public IArrowType DataType { get; }

    public long Length { get; }

    public long NullCount { get; }

    public int ArrayCount => _chunks.Count;

    /// <summary>Null where the chunk is not an <see cref="Apache.Arrow.Array"/>.</summary>
    public Array Array(int index) => _chunks[index] as Array;

    public IArrowArray ArrowArray(int index) => _chunks[index];

    public ChunkedArray Slice(long offset, long length) => new(SliceChunks(offset, length, ArrowArrayFactory.Slice), ownsChunks: false);

    public ChunkedArray Slice(long offset) => Slice(offset, Length - offset);

    public ChunkedArray SliceShared(long offset, long length) => new(SliceChunks(offset, length, ArrowArrayFactory.SliceShared), ownsChunks: true);

    public ChunkedArray SliceShared(long offset) => SliceShared(offset, Length - offset);

    public void Dispose()
    {
        if (_ownsChunks)
        {
            foreach (var chunk in _chunks)
            {
                chunk.Dispose();
            }
        }

        GC.SuppressFinalize(this);
    }

    public override string ToString() => $"{nameof(ChunkedArray)}: Length={Length}, DataType={DataType.Name}";

    private List<IArrowArray> SliceChunks(long offset, long length, Func<IArrowArray, int, int, IArrowArray> slice)
    {
        if (offset < 0 || offset >= Length)
        {
            throw new ArgumentException($"A slice cannot start at {offset} of {Length} elements.", nameof(offset));
        }

        var slices = new List<IArrowArray>();
        foreach (var chunk in _chunks)
        {
            if (offset >= chunk.Length)
            {
                offset -= chunk.Length;
                continue;
            }

            var count = (int)Math.Min(length, chunk.Length - offset);
            slices.Add(slice(chunk, (int)offset, count));
            (offset, length) = (0, length - count);
            if (length <= 0)
            {
                break;
            }
        }

        return slices;
    }
}
