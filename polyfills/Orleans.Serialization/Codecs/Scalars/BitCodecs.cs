using System.Collections;
using System.Collections.Specialized;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs.Scalars;

internal static class BitCodecs
{
    public static void AddTo(Dictionary<Type, Func<ExactCodec>> table)
    {
        table.Add(typeof(BitVector32), static () => new ScalarCodec<BitVector32>(WireType.Fixed32, static (writer, value) => writer.WriteFixed32((uint)value.Data), static (reader, wire) => new BitVector32((int)ScalarIO.ReadSigned(reader, wire))));
        table.Add(typeof(BitArray), static () => new ScalarCodec<BitArray>(WireType.LengthPrefixed, WriteArray, ReadArray, tracksReferences: true));
    }

    // The first byte says how many bits of the last one count.
    private static void WriteArray(WireWriter writer, BitArray value)
    {
        var bytes = new byte[1 + ((value.Length + 7) / 8)];
        bytes[0] = (byte)(value.Length % 8);
        value.CopyTo(bytes, 1);
        ScalarIO.WriteBytes(writer, bytes);
    }

    private static BitArray ReadArray(WireReader reader, WireType wireType)
    {
        var bytes = ScalarIO.ReadBytes(reader, wireType);
        if (bytes.IsEmpty || bytes[0] > 7 || (bytes.Length == 1 && bytes[0] != 0))
        {
            throw ScalarIO.Unexpected(wireType);
        }

        var result = new BitArray(bytes[1..].ToArray());
        if (bytes[0] != 0)
        {
            result.Length -= 8 - bytes[0];
        }

        return result;
    }
}
