using System.Buffers;

namespace Orleans.Ray.Store;

/// <summary>Collects a stream of any length in pooled pieces, so that nothing is copied as it grows.</summary>
internal sealed class SegmentWriter : IBufferWriter<byte>, IDisposable
{
    private const int FirstSize = 4096;
    private const int MaxSize = 1 << 20;

    private readonly List<(byte[] Array, int Length)> _full = [];
    private byte[] _current = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _written;

    public long Length { get; private set; }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _current.Length - _written);
        _written += count;
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_current.Length - _written < Math.Max(sizeHint, 1))
        {
            // First, since it may fail: a piece that were listed twice would be given back twice, and be two writers' then.
            var next = ArrayPool<byte>.Shared.Rent(Math.Max(sizeHint, Math.Min(_current.Length * 2, MaxSize)));
            _full.Add((_current, _written));
            _current = next;
            _written = 0;
        }

        return _current.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Write(StoreWriter writer, long offset)
    {
        foreach (var (array, length) in _full)
        {
            writer.Write(offset, array.AsSpan(0, length));
            offset += length;
        }

        writer.Write(offset, _current.AsSpan(0, _written));
    }

    public void Dispose()
    {
        foreach (var (array, _) in _full)
        {
            ArrayPool<byte>.Shared.Return(array);
        }

        _full.Clear();
        if (_current.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_current);
            _current = [];
        }
    }
}
