using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Orleans.Runtime;

/// <summary>Writes the headers of a frame.</summary>
internal readonly struct FrameWriter(IBufferWriter<byte> output)
{
    public void Byte(byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    public void Int32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(output.GetSpan(sizeof(int)), value);
        output.Advance(sizeof(int));
    }

    public void Int64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(sizeof(long)), value);
        output.Advance(sizeof(long));
    }

    public void Bytes(ReadOnlySpan<byte> value)
    {
        if (value.Length < byte.MaxValue)
        {
            Byte((byte)value.Length);
        }
        else
        {
            Byte(byte.MaxValue);
            Int32(value.Length);
        }

        output.Write(value);
    }

    public void Text(string value) => Bytes(Encoding.UTF8.GetBytes(value));

    public void Grain(GrainId id)
    {
        Bytes(id.Type.Value.AsSpan());
        Bytes(id.Key.AsSpan());
    }

    public void Silo(SiloAddress? silo)
    {
        if (silo is null)
        {
            Byte(0);
            return;
        }

        Span<byte> address = stackalloc byte[16];
        silo.Endpoint.Address.TryWriteBytes(address, out var length);
        Bytes(address[..length]);
        Int32(silo.Endpoint.Port);
        Int32(silo.Generation);
    }
}
