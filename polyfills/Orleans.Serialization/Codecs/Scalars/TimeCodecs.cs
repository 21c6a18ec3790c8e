using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;
using static Orleans.Serialization.Codecs.Scalars.ScalarIO;

namespace Orleans.Serialization.Codecs.Scalars;

/// <summary>The constructors called here refuse values out of range.</summary>
internal static class TimeCodecs
{
    public static IEnumerable<ExactCodec> All =>
    [
        new ScalarCodec<DateTime>(WireType.Fixed64, static (writer, value) => writer.WriteFixed64((ulong)value.ToBinary()), static (reader, wire) => DateTime.FromBinary(ReadSigned(reader, wire))),
        new ScalarCodec<TimeSpan>(WireType.VarInt, static (writer, value) => writer.WriteVarInt64(value.Ticks), static (reader, wire) => new TimeSpan(ReadSigned(reader, wire))),
        new ScalarCodec<DateOnly>(WireType.VarInt, static (writer, value) => writer.WriteVarInt64(value.DayNumber), static (reader, wire) => DateOnly.FromDayNumber(checked((int)ReadSigned(reader, wire)))),
        new ScalarCodec<TimeOnly>(WireType.VarInt, static (writer, value) => writer.WriteVarInt64(value.Ticks), static (reader, wire) => new TimeOnly(ReadSigned(reader, wire))),
        new ScalarCodec<DateTimeOffset>(WireType.LengthPrefixed, WriteOffset, ReadOffset),
    ];

    private static void WriteOffset(WireWriter writer, DateTimeOffset value)
        => WriteRaw(writer, new Int128((ulong)value.Ticks, (ulong)value.Offset.Ticks));

    private static DateTimeOffset ReadOffset(WireReader reader, WireType wireType)
    {
        var raw = ReadRaw<UInt128>(reader, wireType);
        return new DateTimeOffset((long)(ulong)(raw >> 64), new TimeSpan((long)(ulong)raw));
    }
}
