using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

public static class ConsumeFieldExtension
{
    /// <summary>Steps over a field that the codec does not know.</summary>
    public static void ConsumeUnknownField<TInput>(this ref Reader<TInput> reader, Field field) => reader.Wire.Skip(field);

    public static void ConsumeUnknownField<TInput>(this ref Reader<TInput> reader, scoped ref Field field) => reader.Wire.Skip(field);
}
