using System.Buffers.Binary;
using System.Text;

namespace Orleans.Ray.Store;

/// <summary>Frames that are to be sent, one after the other. Not for several threads.</summary>
internal sealed class FrameBuffer
{
    private const int HeaderLength = sizeof(uint) + sizeof(byte) + sizeof(ulong);
    private const int FirstCapacity = 1024;
    private const int KeptCapacity = 64 * 1024;

    private byte[] _bytes = new byte[FirstCapacity];
    private int _frame;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public FrameBuffer Begin(FrameKind kind, ulong number)
    {
        _frame = Length;
        var header = Take(HeaderLength);
        header[sizeof(uint)] = (byte)kind;
        BinaryPrimitives.WriteUInt64LittleEndian(header[(sizeof(uint) + sizeof(byte))..], number);
        return this;
    }

    public void End() => BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(_frame), (uint)(Length - _frame - sizeof(uint)));

    public FrameBuffer Add(byte value)
    {
        Take(sizeof(byte))[0] = value;
        return this;
    }

    public FrameBuffer Add(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Take(sizeof(uint)), value);
        return this;
    }

    public FrameBuffer Add(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);
        return this;
    }

    public FrameBuffer Add(ulong value) => Add(unchecked((long)value));

    public FrameBuffer Add(ObjectId id) => Add(id.Task.High).Add(id.Task.Low).Add(id.Index);

    public FrameBuffer Add(in StoredObjectInfo info)
    {
        Add(info.Id).Add(info.Job.High).Add(info.Job.Low).Add((byte)(info.ExistsElsewhere ? 1 : 0));
        return AddText(info.TypeName, StoreProtocol.MaxText).AddOptional(info.TaskName).AddOptional(info.CallSite);
    }

    public FrameBuffer AddText(string text, int maxBytes)
    {
        Take(sizeof(ushort));
        var start = Length;
        var bytes = Take(Math.Min(maxBytes, Encoding.UTF8.GetMaxByteCount(text.Length)));
        Encoding.UTF8.GetEncoder().Convert(text, bytes, flush: true, out _, out var used, out _);
        Length = start + used;
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(start - sizeof(ushort)), (ushort)used);
        return this;
    }

    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > KeptCapacity)
        {
            _bytes = new byte[FirstCapacity];
        }
    }

    private FrameBuffer AddOptional(string? text)
    {
        Add((byte)(text is null ? 0 : 1));
        return text is null ? this : AddText(text, StoreProtocol.MaxText);
    }

    private Span<byte> Take(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }

        Length += count;
        return _bytes.AsSpan(Length - count, count);
    }
}
