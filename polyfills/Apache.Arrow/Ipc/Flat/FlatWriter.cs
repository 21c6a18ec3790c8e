using System.Buffers.Binary;
using System.Text;

namespace Apache.Arrow.Ipc;

/// <summary>
/// Writes a flatbuffer from front to back: a table before what it refers to, so that every offset points forward, and the
/// vtable of a table right before it. The first bytes of the array are left for the prefix of a message.
/// </summary>
internal sealed class FlatWriter
{
    public const int Start = 8;

    private const int Alignment = 8;

    private byte[] _bytes = new byte[1024];
    private int _length;

    public Span<byte> Bytes => _bytes.AsSpan(0, _length);

    public Memory<byte> Memory => _bytes.AsMemory(0, _length);

    /// <summary>Starts anew, with the place of the root's offset.</summary>
    public void Reset()
    {
        _bytes.AsSpan(0, _length).Clear();
        _length = Start + sizeof(int);
    }

    public void SetRoot(int table) => WriteInt32(Start, table - Start);

    public void Extend(int zeros) => Take(zeros);

    public void Finish() => Align(Alignment, 0);

    /// <param name="widths">Of each field, in bytes: 0 for one that is absent.</param>
    public int Table(params ReadOnlySpan<byte> widths)
    {
        Align(sizeof(ushort), 0);
        var vtable = Take(sizeof(ushort) * (2 + widths.Length));
        Align(Alignment, sizeof(int));
        var size = sizeof(int);
        foreach (var width in (ReadOnlySpan<byte>)[8, 4, 2, 1])
        {
            for (var slot = 0; slot < widths.Length; slot++)
            {
                if (widths[slot] == width)
                {
                    WriteUInt16(SlotOf(vtable, slot), size);
                    size += width;
                }
            }
        }

        var table = Take(size);
        WriteUInt16(vtable, sizeof(ushort) * (2 + widths.Length));
        WriteUInt16(vtable + sizeof(ushort), size);
        WriteInt32(table, table - vtable);
        return table;
    }

    public void SetByte(int table, int slot, byte value) => _bytes[FieldOf(table, slot)] = value;

    public void SetBool(int table, int slot, bool value) => SetByte(table, slot, value ? (byte)1 : (byte)0);

    public void SetInt16(int table, int slot, int value) => BinaryPrimitives.WriteInt16LittleEndian(_bytes.AsSpan(FieldOf(table, slot)), (short)value);

    public void SetInt32(int table, int slot, int value) => WriteInt32(FieldOf(table, slot), value);

    public void SetInt64(int table, int slot, long value) => WriteInt64(FieldOf(table, slot), value);

    public void Link(int table, int slot, int target) => LinkAt(FieldOf(table, slot), target);

    public void LinkElement(int vector, int index, int target) => LinkAt(ElementOf(vector, index, sizeof(int)), target);

    public int String(string value)
    {
        Align(sizeof(int), 0);
        var count = Encoding.UTF8.GetByteCount(value);
        var text = Take(checked(sizeof(int) + count + 1));
        WriteInt32(text, count);
        Encoding.UTF8.GetBytes(value, _bytes.AsSpan(text + sizeof(int)));
        return text;
    }

    /// <summary>Of offsets.</summary>
    public int Vector(int count) => Vector(count, sizeof(int), alignment: sizeof(int));

    /// <summary>Of structs of 64-bit numbers.</summary>
    public int Structs(int count, int size) => Vector(count, size, Alignment);

    public void SetElement(int vector, int index, int size, int at, long value) => WriteInt64(ElementOf(vector, index, size) + at, value);

    private static int SlotOf(int vtable, int slot) => vtable + (sizeof(ushort) * (2 + slot));

    private static int ElementOf(int vector, int index, int size) => vector + sizeof(int) + (index * size);

    private int Vector(int count, int size, int alignment)
    {
        Align(alignment, alignment - sizeof(int));
        var vector = Take(checked(sizeof(int) + (count * size)));
        WriteInt32(vector, count);
        return vector;
    }

    private int FieldOf(int table, int slot)
        => table + BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(SlotOf(table - BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(table)), slot)));

    private void LinkAt(int place, int target) => WriteInt32(place, target - place);

    private void WriteUInt16(int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(at), checked((ushort)value));

    private void WriteInt32(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(at), value);

    private void WriteInt64(int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(at), value);

    private void Align(int alignment, int rest) => Take((alignment + rest - (_length % alignment)) % alignment);

    private int Take(int count)
    {
        var start = _length;
        _length = checked(start + count);
        if (_length > _bytes.Length)
        {
            System.Array.Resize(ref _bytes, (int)Math.Min(System.Array.MaxLength, Math.Max(_length, 2L * _bytes.Length)));
        }

        return start;
    }
}
