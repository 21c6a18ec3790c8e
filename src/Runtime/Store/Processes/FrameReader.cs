using System.Buffers.Binary;
using System.Text;

namespace Orleans.Ray.Store;

/// <summary>Reads what is in one frame. Whatever the bytes are, it stays within them.</summary>
internal ref struct FrameReader
{
    private ReadOnlySpan<byte> _rest;

    /// <exception cref="InvalidDataException">There is too little for a frame, here and in the methods.</exception>
    public FrameReader(ReadOnlySpan<byte> frame)
    {
        _rest = frame;
        Kind = (FrameKind)Byte();
        Number = UInt64();
    }

    public FrameKind Kind { get; }

    public ulong Number { get; }

    public byte Byte() => Take(sizeof(byte))[0];

    public bool Flag() => Byte() switch
    {
        0 => false,
        1 => true,
        var other => throw new InvalidDataException($"A frame of kind {Kind} has {other} where 0 or 1 must be."),
    };

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    public ObjectId ObjectId() => new(new TaskId(UInt64(), UInt64()), UInt32());

    public StoredObjectInfo Info()
    {
        var (id, job, existsElsewhere) = (ObjectId(), new JobId(UInt64(), UInt64()), Flag());
        return new StoredObjectInfo(id, job, Text(), Flag() ? Text() : null, Flag() ? Text() : null, existsElsewhere);
    }

    public string Text() => Encoding.UTF8.GetString(Take(BinaryPrimitives.ReadUInt16LittleEndian(Take(sizeof(ushort)))));

    /// <summary>Checks that nothing is left.</summary>
    public readonly void End()
    {
        if (!_rest.IsEmpty)
        {
            throw new InvalidDataException($"A frame of kind {Kind} has {_rest.Length} bytes too many.");
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw new InvalidDataException($"A frame ends {count - _rest.Length} bytes too early.");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
