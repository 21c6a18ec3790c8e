using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>A built-in codec as hand-written codecs see it.</summary>
internal sealed class PublicFieldCodec<T>(CodecProvider provider) : IFieldCodec<T>
{
    public FieldCodec<T> Inner { get; } = provider.GetFieldCodec<T>();

    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type expectedType, T value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (expectedType == typeof(T) || value is null)
        {
            Inner.Write(writer.Wire, fieldIdDelta, value);
            return;
        }

        provider.GetExactCodec(value.GetType()).WriteUntyped(writer.Wire, fieldIdDelta, expectedType, value);
    }

    public T ReadValue<TInput>(ref Reader<TInput> reader, Field field) => Inner.Read(reader.Wire, field);

    void IFieldCodec.WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type expectedType, object? value)
        => WriteField(ref writer, fieldIdDelta, expectedType, (T)value!);

    object? IFieldCodec.ReadValue<TInput>(ref Reader<TInput> reader, Field field) => ReadValue(ref reader, field);
}
