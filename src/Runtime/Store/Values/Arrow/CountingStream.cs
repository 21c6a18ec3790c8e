using System.Buffers.Binary;

namespace Orleans.Ray.Store;

/// <summary>Counts what is written, and sees where the data of the first message after the schema starts.</summary>
internal sealed class CountingStream : StoredStreamWriter
{
    private readonly byte[] _prefix = new byte[IpcFormat.PrefixLength];

    public long FirstBody => SchemaLength + IpcFormat.PrefixLength + BinaryPrimitives.ReadInt32LittleEndian(_prefix.AsSpan(sizeof(int)));

    protected override void WriteAt(long position, ReadOnlySpan<byte> buffer)
    {
        var place = position - SchemaLength;
        if (SchemaLength > 0 && place < _prefix.Length)
        {
            buffer[..(int)Math.Min(buffer.Length, _prefix.Length - place)].CopyTo(_prefix.AsSpan((int)place));
        }
    }
}
