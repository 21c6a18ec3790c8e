using System.Buffers.Binary;

namespace Orleans.Ray.Store;

/// <summary>A table of a FlatBuffer that may hold anything: every step is checked.</summary>
internal readonly ref struct FlatTable
{
    private readonly ReadOnlySpan<byte> _buffer;
    private readonly int _position;
    private readonly int _vtable;
    private readonly int _vtableLength;

    private FlatTable(ReadOnlySpan<byte> buffer, long position)
    {
        _buffer = buffer;
        _position = Check(position, sizeof(int));
        _vtable = Check(position - BinaryPrimitives.ReadInt32LittleEndian(buffer[_position..]), 2 * sizeof(ushort));
        _vtableLength = BinaryPrimitives.ReadUInt16LittleEndian(buffer[_vtable..]);
        Check(_vtable, _vtableLength);
    }

    public static FlatTable Root(ReadOnlySpan<byte> buffer) => buffer.Length >= sizeof(int)
        ? new FlatTable(buffer, BinaryPrimitives.ReadUInt32LittleEndian(buffer))
        : throw Bad();

    public byte Byte(int field) => Place(field, sizeof(byte)) is var place && place == 0 ? (byte)0 : _buffer[place];

    public long Int64(int field) => Place(field, sizeof(long)) is var place && place == 0 ? 0 : BinaryPrimitives.ReadInt64LittleEndian(_buffer[place..]);

    public FlatTable Table(int field) => Reference(field) is var place && place == 0 ? throw Bad() : new FlatTable(_buffer, place);

    /// <summary>A vector of structures of two 64-bit numbers.</summary>
    public (long First, long Second)[] Pairs(int field)
    {
        var place = Reference(field);
        if (place == 0)
        {
            return [];
        }

        var count = BinaryPrimitives.ReadUInt32LittleEndian(_buffer[Check(place, sizeof(int))..]);
        var position = Check(place + sizeof(int), count * 2L * sizeof(long));
        var pairs = new (long, long)[count];
        for (var i = 0; i < pairs.Length; i++)
        {
            pairs[i] = (BinaryPrimitives.ReadInt64LittleEndian(_buffer[position..]), BinaryPrimitives.ReadInt64LittleEndian(_buffer[(position + sizeof(long))..]));
            position += 2 * sizeof(long);
        }

        return pairs;
    }

    private static RaySerializationException Bad() => new("The object is no Arrow stream: the metadata of a message is broken.");

    private long Reference(int field) => Place(field, sizeof(int)) is var place && place == 0 ? 0 : place + (long)BinaryPrimitives.ReadUInt32LittleEndian(_buffer[place..]);

    // Zero where the table leaves the field out.
    private int Place(int field, int size)
    {
        var entry = (2 + field) * sizeof(ushort);
        if (entry + sizeof(ushort) > _vtableLength)
        {
            return 0;
        }

        var offset = BinaryPrimitives.ReadUInt16LittleEndian(_buffer[(_vtable + entry)..]);
        return offset == 0 ? 0 : Check(_position + (long)offset, size);
    }

    private int Check(long position, long length) => position >= 0 && length <= _buffer.Length && position <= _buffer.Length - length ? (int)position : throw Bad();
}
