using System.Buffers.Binary;

namespace Apache.Arrow.Ipc;

/// <summary>Its extent has been checked; what its elements refer to has not.</summary>
internal readonly ref struct FlatVector
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _start;
    private readonly int _elementSize;

    public FlatVector(ReadOnlySpan<byte> bytes, int start, int count, int elementSize)
    {
        _bytes = bytes;
        _start = start;
        _elementSize = elementSize;
        Count = count;
    }

    public int Count { get; }

    public FlatTable Table(int index) => FlatTable.Follow(_bytes, At(index));

    public int Int32(int index, int at) => BinaryPrimitives.ReadInt32LittleEndian(_bytes[(At(index) + at)..]);

    public long Int64(int index, int at) => BinaryPrimitives.ReadInt64LittleEndian(_bytes[(At(index) + at)..]);

    private int At(int index) => (uint)index < (uint)Count ? _start + (index * _elementSize) : throw Malformed.Metadata("a vector is too short");
}
