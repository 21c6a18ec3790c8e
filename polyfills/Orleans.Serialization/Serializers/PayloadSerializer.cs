using System.Buffers;
using Orleans.Serialization.Session;

namespace Orleans.Serialization.Serializers;

/// <summary>
/// What a runtime sends: values with the types that their method declares. The values of one payload share their
/// references, as the arguments of one call do.
/// </summary>
internal sealed class PayloadSerializer(SerializerSessionPool sessions)
{
    public void Write(IBufferWriter<byte> output, ReadOnlySpan<Type> declaredTypes, ReadOnlySpan<object?> values)
    {
        using var session = sessions.GetSession();
        session.Writer.Begin(output);
        for (var i = 0; i < declaredTypes.Length; i++)
        {
            sessions.CodecProvider.GetFieldCodec(declaredTypes[i]).WriteUntyped(session.Writer, 0, values[i]);
        }

        session.Writer.Flush();
    }

    public void Read(ReadOnlyMemory<byte> input, ReadOnlySpan<Type> declaredTypes, Span<object?> values)
    {
        using var session = sessions.GetSession();
        session.Reader.Begin(input);
        for (var i = 0; i < declaredTypes.Length; i++)
        {
            session.Reader.ReadHeader(out var field);
            values[i] = sessions.CodecProvider.GetFieldCodec(declaredTypes[i]).ReadUntyped(session.Reader, field);
        }
    }

    public void Write<T>(IBufferWriter<byte> output, T value)
    {
        using var session = sessions.GetSession();
        session.Writer.Begin(output);
        sessions.CodecProvider.GetFieldCodec<T>().Write(session.Writer, 0, value);
        session.Writer.Flush();
    }

    public T Read<T>(ReadOnlyMemory<byte> input)
    {
        using var session = sessions.GetSession();
        session.Reader.Begin(input);
        return sessions.CodecProvider.GetFieldCodec<T>().ReadNext(session.Reader);
    }
}
