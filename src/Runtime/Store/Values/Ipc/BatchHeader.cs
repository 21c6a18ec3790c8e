using System.Buffers.Binary;

namespace Orleans.Ray.Store;

/// <summary>
/// The message that starts a record batch: a FlatBuffer of Arrow's Message.fbs, of one fixed layout. Written here and not by an Arrow writer so that it has 64-bit lengths and is
/// padded until the first buffer is aligned.
/// </summary>
/// <remarks>
/// A Message table (version, kind of header, header, length of the body) at 16, a RecordBatch table (rows, arrays, buffers) at 52, then the vector of arrays and that of buffers, 16 bytes an
/// entry. All numbers are little-endian and lie at multiples of their size, counted from the start of the FlatBuffer.
/// </remarks>
internal static class BatchHeader
{
    private const int MessageVTable = 4;
    private const int Message = 16;
    private const int BatchVTable = 40;
    private const int Batch = 52;
    private const int Nodes = 80;
    private const int Entry = 16;
    private const short Version5 = 4;
    private const byte RecordBatchKind = 3;

    /// <summary>Bytes of the message, where it starts at a position of the stream, up to its body, which is aligned.</summary>
    public static int LengthAt(long position, BatchLayout layout)
    {
        var length = IpcFormat.PrefixLength + Nodes + (Entry * layout.Nodes.Count) + sizeof(long) + (Entry * layout.Buffers.Count);
        return (int)(IpcFormat.Align(position + length) - position);
    }

    /// <param name="message">Zeros, as many as <see cref="LengthAt"/> says.</param>
    /// <param name="layout">The batch.</param>
    public static void Write(Span<byte> message, BatchLayout layout)
    {
        IpcFormat.WritePrefix(message, message.Length - IpcFormat.PrefixLength);
        var buffer = message[IpcFormat.PrefixLength..];
        var buffersCount = Nodes + (Entry * layout.Nodes.Count) + sizeof(int);
        Int32(buffer, 0, Message);

        // Sizes of the v-table and of its table, then the place of each field in the table, in the order of the schema.
        Int16(buffer, MessageVTable, [12, 24, 16, 18, 4, 8]);
        Int32(buffer, Message, Message - MessageVTable);
        Int32(buffer, Message + 4, Batch - (Message + 4));
        Int64(buffer, Message + 8, layout.BodyLength);
        Int16(buffer, Message + 16, [Version5]);
        buffer[Message + 18] = RecordBatchKind;

        Int16(buffer, BatchVTable, [10, 20, 4, 12, 16]);
        Int32(buffer, Batch, Batch - BatchVTable);
        Int64(buffer, Batch + 4, layout.Rows);
        Int32(buffer, Batch + 12, Nodes - sizeof(int) - (Batch + 12));
        Int32(buffer, Batch + 16, buffersCount - (Batch + 16));

        Entries(buffer, Nodes, layout.Nodes);
        Entries(buffer, buffersCount + sizeof(int), layout.Buffers);
    }

    /// <summary>Changes how long the one array of numbers is, in a copy of a header of such a batch.</summary>
    public static void SetColumn(Span<byte> message, long rows, long bytes)
    {
        var buffer = message[IpcFormat.PrefixLength..];
        Int64(buffer, Message + 8, IpcFormat.Align(bytes));
        Int64(buffer, Batch + 4, rows);
        Int64(buffer, Nodes, rows);

        // After the only array comes the vector of buffers: a bitmap, which is absent, and the elements.
        Int64(buffer, Nodes + Entry + sizeof(long) + Entry + sizeof(long), bytes);
    }

    /// <summary>Reads a header that any writer may have written.</summary>
    /// <exception cref="RaySerializationException">It is none, or contradicts itself.</exception>
    public static BatchLayout Read(ReadOnlySpan<byte> metadata)
    {
        var message = FlatTable.Root(metadata);
        if (message.Byte(1) != RecordBatchKind)
        {
            throw new RaySerializationException($"The object holds an Arrow message of kind {message.Byte(1)} where a record batch was expected.");
        }

        var batch = message.Table(2);
        return BatchLayout.Of(batch.Int64(0), batch.Pairs(1), batch.Pairs(2), message.Int64(3));
    }

    private static void Entries(Span<byte> buffer, int position, IReadOnlyList<(long First, long Second)> entries)
    {
        Int32(buffer, position - sizeof(int), entries.Count);
        foreach (var (first, second) in entries)
        {
            Int64(buffer, position, first);
            Int64(buffer, position + sizeof(long), second);
            position += Entry;
        }
    }

    private static void Int16(Span<byte> buffer, int position, ReadOnlySpan<short> values)
    {
        foreach (var value in values)
        {
            BinaryPrimitives.WriteInt16LittleEndian(buffer[position..], value);
            position += sizeof(short);
        }
    }

    private static void Int32(Span<byte> buffer, int position, int value) => BinaryPrimitives.WriteInt32LittleEndian(buffer[position..], value);

    private static void Int64(Span<byte> buffer, int position, long value) => BinaryPrimitives.WriteInt64LittleEndian(buffer[position..], value);
}
