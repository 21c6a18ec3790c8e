using System.Buffers.Binary;
using System.Text;

namespace Apache.Arrow.Ipc;

/// <summary>A table of a flatbuffer that nobody has checked: whatever it refers to is looked for within the bytes, or refused.</summary>
internal readonly ref struct FlatTable
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _table;
    private readonly int _vtable;
    private readonly int _vtableSize;

    private FlatTable(ReadOnlySpan<byte> bytes, long table)
    {
        _bytes = bytes;
        _table = Checked(bytes, table, sizeof(int));
        _vtable = Checked(bytes, table - BinaryPrimitives.ReadInt32LittleEndian(bytes[_table..]), 2 * sizeof(ushort));
        _vtableSize = BinaryPrimitives.ReadUInt16LittleEndian(bytes[_vtable..]);
        Checked(bytes, _vtable, _vtableSize);
    }

    public static FlatTable Root(ReadOnlySpan<byte> bytes)
        => new(bytes, BinaryPrimitives.ReadUInt32LittleEndian(bytes[Checked(bytes, 0, sizeof(int))..]));

    public byte Byte(int slot, byte absent = 0) => Field(slot, sizeof(byte)) is > 0 and var at ? _bytes[at] : absent;

    public bool Bool(int slot) => Byte(slot) != 0;

    public short Int16(int slot, short absent = 0) => Field(slot, sizeof(short)) is > 0 and var at ? BinaryPrimitives.ReadInt16LittleEndian(_bytes[at..]) : absent;

    public int Int32(int slot, int absent = 0) => Field(slot, sizeof(int)) is > 0 and var at ? BinaryPrimitives.ReadInt32LittleEndian(_bytes[at..]) : absent;

    public long Int64(int slot) => Field(slot, sizeof(long)) is > 0 and var at ? BinaryPrimitives.ReadInt64LittleEndian(_bytes[at..]) : 0;

    public bool Has(int slot) => Field(slot, sizeof(int)) > 0;

    public FlatTable Table(int slot)
        => Field(slot, sizeof(int)) is > 0 and var at ? Follow(at) : throw Malformed.Metadata($"field {slot} of a table is missing");

    public string String(int slot)
    {
        if (Field(slot, sizeof(int)) is not (> 0 and var at))
        {
            return null;
        }

        var start = Checked(_bytes, at + (long)BinaryPrimitives.ReadUInt32LittleEndian(_bytes[at..]), sizeof(int));
        var count = BinaryPrimitives.ReadUInt32LittleEndian(_bytes[start..]);
        return Encoding.UTF8.GetString(_bytes.Slice(Checked(_bytes, start + (long)sizeof(int), count), (int)count));
    }

    /// <summary>Empty where there is none.</summary>
    public FlatVector Vector(int slot, int elementSize)
    {
        if (Field(slot, sizeof(int)) is not (> 0 and var at))
        {
            return default;
        }

        var start = Checked(_bytes, at + (long)BinaryPrimitives.ReadUInt32LittleEndian(_bytes[at..]), sizeof(int));
        var count = BinaryPrimitives.ReadUInt32LittleEndian(_bytes[start..]);
        return new FlatVector(_bytes, Checked(_bytes, start + (long)sizeof(int), count * (long)elementSize), (int)count, elementSize);
    }

    /// <summary>The table that an offset at a place refers to.</summary>
    internal static FlatTable Follow(ReadOnlySpan<byte> bytes, int at) => new(bytes, at + (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]));

    private static int Checked(ReadOnlySpan<byte> bytes, long start, long count)
        => start >= 0 && count >= 0 && start + count <= bytes.Length ? (int)start : throw Malformed.Metadata("an offset points outside of it");

    private FlatTable Follow(int at) => Follow(_bytes, at);

    // Zero for an absent field: no field lies where the vtable's offset is.
    private int Field(int slot, int width)
    {
        var entry = sizeof(ushort) * (2 + slot);
        if (entry + sizeof(ushort) > _vtableSize)
        {
            return 0;
        }

        var offset = BinaryPrimitives.ReadUInt16LittleEndian(_bytes[(_vtable + entry)..]);
        return offset == 0 ? 0 : Checked(_bytes, (long)_table + offset, width);
    }
}
