using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Session;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>References, for hand-written codecs.</summary>
public static class ReferenceCodec
{
    /// <summary>Part of the contract of codecs for values; here every field header counts by itself.</summary>
    public static void MarkValueField(SerializerSession session) => ArgumentNullException.ThrowIfNull(session);

    public static bool TryWriteReferenceField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldId, Type expectedType, [NotNullWhen(false)] object? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        if (value is not null)
        {
            return writer.Wire.TryWriteReference(fieldId, value);
        }

        writer.Wire.WriteNull(fieldId);
        return true;
    }

    public static void WriteNullReference<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldId)
        where TBufferWriter : IBufferWriter<byte>
        => writer.Wire.WriteNull(fieldId);

    public static T ReadReference<T, TInput>(ref Reader<TInput> reader, Field field)
        => (T)reader.Wire.ReadReference(reader.Session.CodecProvider.GetFieldCodec<T>())!;

    /// <summary>Records the object whose header was read last.</summary>
    public static void RecordObject(SerializerSession session, object? value)
    {
        if (value is not null)
        {
            session.Reading.Record(session.Reading.CurrentId, value);
        }
    }

    /// <summary>Records an object whose members have been read already, at the place that <see cref="CreateRecordPlaceholder"/> gave.</summary>
    public static void RecordObject(SerializerSession session, object? value, uint referenceId)
    {
        if (value is not null)
        {
            session.Reading.Record((int)referenceId, value);
        }
    }

    public static uint CreateRecordPlaceholder(SerializerSession session) => (uint)session.Reading.CurrentId;
}
