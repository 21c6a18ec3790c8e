using System.Runtime.CompilerServices;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs.Scalars;

internal sealed class EnumCodec<T>() : BodyCodec<T>(WireType.VarInt)
    where T : struct, Enum
{
    private static readonly bool IsSigned = Type.GetTypeCode(typeof(T)) is TypeCode.SByte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64;

    public override void WriteBody(WireWriter writer, T value)
    {
        if (IsSigned)
        {
            writer.WriteVarInt64(Unsafe.SizeOf<T>() switch
            {
                1 => Unsafe.As<T, sbyte>(ref value),
                2 => Unsafe.As<T, short>(ref value),
                4 => Unsafe.As<T, int>(ref value),
                _ => Unsafe.As<T, long>(ref value),
            });
        }
        else
        {
            writer.WriteVarUInt64(Unsafe.SizeOf<T>() switch
            {
                1 => Unsafe.As<T, byte>(ref value),
                2 => Unsafe.As<T, ushort>(ref value),
                4 => Unsafe.As<T, uint>(ref value),
                _ => Unsafe.As<T, ulong>(ref value),
            });
        }
    }

    public override T ReadBody(WireReader reader, in Field field, int id)
    {
        var raw = IsSigned ? ScalarIO.ReadSigned(reader, field.WireType) : (long)ScalarIO.ReadUnsigned(reader, field.WireType);
        var bits = 64 - (8 * Unsafe.SizeOf<T>());
        if (raw != (IsSigned ? raw << bits >> bits : (long)((ulong)raw << bits >> bits)))
        {
            throw NumberCodecs.OutOfRange(typeof(T));
        }

        return Unsafe.As<long, T>(ref raw);
    }
}
