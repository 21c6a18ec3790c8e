using System.Numerics;
using Apache.Arrow.Memory;

namespace Apache.Arrow;

/// <summary>What builders of lists and maps have in common, whatever the width of their offsets: where each list starts in the values, and which of them are null.</summary>
internal sealed class ListBounds<TOffset>
    where TOffset : struct, IBinaryInteger<TOffset>
{
    private readonly ArrowBuffer.Builder<TOffset> _starts = new();
    private readonly ArrowBuffer.BitmapBuilder _validity = new();

    public int Length => _starts.Length;

    public int NullCount { get; set; }

    public void Open(int start, bool isValid)
    {
        _starts.Append(TOffset.CreateChecked(start));
        _validity.Append(isValid);
        NullCount += isValid ? 0 : 1;
    }

    /// <summary>Ends the last list, once: its end stays.</summary>
    public (int Length, ArrowBuffer Offsets, ArrowBuffer Validity) Close(int end, MemoryAllocator allocator)
    {
        _starts.Append(TOffset.CreateChecked(end));
        return (Length - 1, _starts.Build(allocator), NullCount == 0 ? ArrowBuffer.Empty : _validity.Build(allocator));
    }

    public void Reserve(int capacity)
    {
        _starts.Reserve(checked(capacity + 1));
        _validity.Reserve(capacity);
    }

    /// <summary>Where the list with this index starts, after it and those behind it have been cut off.</summary>
    public int Cut(int length)
    {
        var start = int.CreateChecked(_starts.Span[length]);
        _starts.Resize(length);
        _validity.Resize(length);
        NullCount = _validity.UnsetBitCount;
        return start;
    }

    public void Clear()
    {
        _starts.Clear();
        _validity.Clear();
        NullCount = 0;
    }
}
