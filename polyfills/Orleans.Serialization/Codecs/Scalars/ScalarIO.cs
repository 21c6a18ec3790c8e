using System.Runtime.InteropServices;
using System.Text;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs.Scalars;

/// <summary>How numbers and texts are written. Numbers are read from any wire type that can hold them, so that a member may change its width.</summary>
internal static class ScalarIO
{
    private const int StackLimit = 256;

    public static long ReadSigned(WireReader reader, WireType wireType) => wireType switch
    {
        WireType.VarInt => reader.ReadVarInt64(),
        WireType.Fixed32 => (int)reader.ReadFixed32(),
        WireType.Fixed64 => (long)reader.ReadFixed64(),
        _ => throw Unexpected(wireType),
    };

    public static ulong ReadUnsigned(WireReader reader, WireType wireType) => wireType switch
    {
        WireType.VarInt => reader.ReadVarUInt64(),
        WireType.Fixed32 => reader.ReadFixed32(),
        WireType.Fixed64 => reader.ReadFixed64(),
        _ => throw Unexpected(wireType),
    };

    public static double ReadFloating(WireReader reader, WireType wireType) => wireType switch
    {
        WireType.Fixed32 => BitConverter.UInt32BitsToSingle(reader.ReadFixed32()),
        WireType.Fixed64 => BitConverter.UInt64BitsToDouble(reader.ReadFixed64()),
        _ => throw Unexpected(wireType),
    };

    public static void WriteText(WireWriter writer, string value)
    {
        var length = Encoding.UTF8.GetByteCount(value);
        writer.WriteVarUInt64((uint)length);
        writer.Ensure(length);
        Encoding.UTF8.GetBytes(value, writer.Writable);
        writer.Advance(length);
    }

    public static string ReadText(WireReader reader, WireType wireType) => Encoding.UTF8.GetString(ReadBytes(reader, wireType));

    public static void WriteBytes(WireWriter writer, ReadOnlySpan<byte> value)
    {
        writer.WriteVarUInt64((uint)value.Length);
        writer.Write(value);
    }

    public static ReadOnlySpan<byte> ReadBytes(WireReader reader, WireType wireType)
        => wireType == WireType.LengthPrefixed ? reader.ReadSpan(reader.ReadVarUInt32()) : throw Unexpected(wireType);

    public static void WriteRaw<T>(WireWriter writer, T value)
        where T : unmanaged
        => WriteBytes(writer, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    public static T ReadRaw<T>(WireReader reader, WireType wireType)
        where T : unmanaged
    {
        var bytes = ReadBytes(reader, wireType);
        return MemoryMarshal.TryRead<T>(bytes, out var value)
            ? value
            : throw new SerializerException($"The input holds {bytes.Length} bytes where a {typeof(T)} was expected.");
    }

    public static SerializerException Unexpected(WireType wireType) => new($"The input holds a value of wire type {wireType} where it makes no sense.");

    public static string ReadShortText(WireReader reader, WireType wireType)
    {
        var bytes = ReadBytes(reader, wireType);
        return bytes.Length <= StackLimit ? Encoding.UTF8.GetString(bytes) : throw new SerializerException("A name in the input is too long.");
    }
}
