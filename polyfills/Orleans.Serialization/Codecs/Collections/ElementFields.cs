using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs.Collections;

/// <summary>The fields of a collection, in this order.</summary>
internal static class ElementFields
{
    public const uint Comparer = 0;
    public const uint Count = 1;
    public const uint Element = 2;

    public static void WriteCount(WireWriter writer, uint previousId, int count)
    {
        writer.WriteHeader(Count - previousId, null, WireType.VarInt);
        writer.WriteVarUInt64((uint)count);
    }

    public static int ReadCount(WireReader reader, in Field field)
    {
        field.EnsureWireType(WireType.VarInt);
        return reader.CheckCount(reader.ReadVarUInt64());
    }
}
