using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;
using static Orleans.Serialization.Codecs.Scalars.ScalarIO;

namespace Orleans.Serialization.Codecs.Scalars;

/// <summary>The constructors called here refuse values out of range.</summary>
internal static class TimeCodecs
{
    public static void AddTo(Dictionary<Type, Func<ExactCodec>> table)
    {
        table.Add(typeof(DateTime), static () => new ScalarCodec<DateTime>(WireType.Fixed64, static (writer, value) => writer.WriteFixed64((ulong)value.ToBinary()), static (reader, wire) => DateTime.FromBinary(ReadSigned(reader, wire))));
        table.Add(typeof(TimeSpan), static () => new ScalarCodec<TimeSpan>(WireType.VarInt, static (writer, value) => writer.WriteVarInt64(value.Ticks), static (reader, wire) => new TimeSpan(ReadSigned(reader, wire))));
        table.Add(typeof(DateOnly), static () => new ScalarCodec<DateOnly>(WireType.VarInt, static (writer, value) => writer.WriteVarInt64(value.DayNumber), static (reader, wire) => DateOnly.FromDayNumber(checked((int)ReadSigned(reader, wire)))));
        table.Add(typeof(TimeOnly), static () => new ScalarCodec<TimeOnly>(WireType.VarInt, static (writer, value) => writer.WriteVarInt64(value.Ticks), static (reader, wire) => new TimeOnly(ReadSigned(reader, wire))));
        table.Add(typeof(DateTimeOffset), static () => new ScalarCodec<DateTimeOffset>(WireType.LengthPrefixed, WriteOffset, ReadOffset));
    }

    private static void WriteOffset(WireWriter writer, DateTimeOffset value)
        => WriteRaw(writer, new Int128((ulong)value.Ticks, (ulong)value.Offset.Ticks));

    private static DateTimeOffset ReadOffset(WireReader reader, WireType wireType)
    {
        var raw = ReadRaw<UInt128>(reader, wireType);
        return new DateTimeOffset((long)(ulong)(raw >> 64), new TimeSpan((long)(ulong)raw));
    }
}
