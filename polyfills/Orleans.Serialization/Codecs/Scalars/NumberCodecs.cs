using System.Numerics;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;
using static Orleans.Serialization.Codecs.Scalars.ScalarIO;

namespace Orleans.Serialization.Codecs.Scalars;

internal static class NumberCodecs
{
    public static void AddTo(Dictionary<Type, Func<ExactCodec>> table)
    {
        table.Add(typeof(bool), static () => Unsigned<bool>(static value => value ? 1UL : 0, static raw => raw <= 1 ? raw == 1 : throw OutOfRange(typeof(bool))));
        table.Add(typeof(byte), static () => Unsigned<byte>(static value => value, static raw => raw <= byte.MaxValue ? (byte)raw : throw OutOfRange(typeof(byte))));
        table.Add(typeof(ushort), static () => Unsigned<ushort>(static value => value, static raw => raw <= ushort.MaxValue ? (ushort)raw : throw OutOfRange(typeof(ushort))));
        table.Add(typeof(uint), static () => Unsigned<uint>(static value => value, static raw => raw <= uint.MaxValue ? (uint)raw : throw OutOfRange(typeof(uint))));
        table.Add(typeof(ulong), static () => Unsigned<ulong>(static value => value, static raw => raw));
        table.Add(typeof(char), static () => Unsigned<char>(static value => value, static raw => raw <= char.MaxValue ? (char)raw : throw OutOfRange(typeof(char))));
        table.Add(typeof(sbyte), static () => Signed<sbyte>(static value => value, static raw => raw is >= sbyte.MinValue and <= sbyte.MaxValue ? (sbyte)raw : throw OutOfRange(typeof(sbyte))));
        table.Add(typeof(short), static () => Signed<short>(static value => value, static raw => raw is >= short.MinValue and <= short.MaxValue ? (short)raw : throw OutOfRange(typeof(short))));
        table.Add(typeof(int), static () => Signed<int>(static value => value, static raw => raw is >= int.MinValue and <= int.MaxValue ? (int)raw : throw OutOfRange(typeof(int))));
        table.Add(typeof(long), static () => Signed<long>(static value => value, static raw => raw));
        table.Add(typeof(float), static () => new ScalarCodec<float>(WireType.Fixed32, static (writer, value) => writer.WriteFixed32(BitConverter.SingleToUInt32Bits(value)), static (reader, wire) => (float)ReadFloating(reader, wire)));
        table.Add(typeof(double), static () => new ScalarCodec<double>(WireType.Fixed64, static (writer, value) => writer.WriteFixed64(BitConverter.DoubleToUInt64Bits(value)), ReadFloating));
        table.Add(typeof(Half), static () => new ScalarCodec<Half>(WireType.Fixed32, static (writer, value) => writer.WriteFixed32(BitConverter.SingleToUInt32Bits((float)value)), static (reader, wire) => (Half)ReadFloating(reader, wire)));
        table.Add(typeof(decimal), static () => new ScalarCodec<decimal>(WireType.LengthPrefixed, WriteDecimal, ReadDecimal));
        table.Add(typeof(Int128), static () => new ScalarCodec<Int128>(WireType.LengthPrefixed, WriteRaw, ReadRaw<Int128>));
        table.Add(typeof(UInt128), static () => new ScalarCodec<UInt128>(WireType.LengthPrefixed, WriteRaw, ReadRaw<UInt128>));
        table.Add(typeof(BigInteger), static () => new ScalarCodec<BigInteger>(WireType.LengthPrefixed, static (writer, value) => WriteBytes(writer, value.ToByteArray()), static (reader, wire) => new BigInteger(ReadBytes(reader, wire))));
    }

    public static SerializerException OutOfRange(Type type) => new($"A number in the input is out of the range of {type}.");

    private static ScalarCodec<T> Unsigned<T>(Func<T, ulong> toRaw, Func<ulong, T> fromRaw)
        => new(WireType.VarInt, (writer, value) => writer.WriteVarUInt64(toRaw(value)), (reader, wire) => fromRaw(ReadUnsigned(reader, wire)));

    private static ScalarCodec<T> Signed<T>(Func<T, long> toRaw, Func<long, T> fromRaw)
        => new(WireType.VarInt, (writer, value) => writer.WriteVarInt64(toRaw(value)), (reader, wire) => fromRaw(ReadSigned(reader, wire)));

    private static void WriteDecimal(WireWriter writer, decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        WriteRaw(writer, new Int128(((ulong)(uint)parts[3] << 32) | (uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]));
    }

    // The constructor refuses parts that do not make a decimal.
    private static decimal ReadDecimal(WireReader reader, WireType wireType)
    {
        var raw = ReadRaw<UInt128>(reader, wireType);
        return new decimal([(int)(uint)(ulong)raw, (int)(uint)(ulong)(raw >> 32), (int)(uint)(ulong)(raw >> 64), (int)(uint)(ulong)(raw >> 96)]);
    }
}
