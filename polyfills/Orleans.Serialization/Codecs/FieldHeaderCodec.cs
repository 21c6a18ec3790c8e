using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Field headers, for hand-written codecs.</summary>
public static class FieldHeaderCodec
{
    public static Field ReadFieldHeader<TInput>(this ref Reader<TInput> reader)
    {
        reader.Wire.ReadHeader(out var field);
        return field;
    }

    public static void ReadFieldHeader<TInput>(this ref Reader<TInput> reader, scoped ref Field field) => reader.Wire.ReadHeader(out field);
}
