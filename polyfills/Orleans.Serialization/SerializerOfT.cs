using Orleans.Serialization.Codecs;
using Orleans.Serialization.Session;

namespace Orleans.Serialization;

/// <summary>Writes and reads values of one declared type.</summary>
public sealed partial class Serializer<T>
{
    private readonly SerializerSessionPool _sessionPool;
    private readonly FieldCodec<T> _codec;

    public Serializer(SerializerSessionPool sessionPool)
    {
        ArgumentNullException.ThrowIfNull(sessionPool);
        _sessionPool = sessionPool;
        _codec = sessionPool.CodecProvider.GetFieldCodec<T>();
    }

    public Serializer(IFieldCodec<T> codec, SerializerSessionPool sessionPool)
    {
        ArgumentNullException.ThrowIfNull(codec);
        ArgumentNullException.ThrowIfNull(sessionPool);
        _sessionPool = sessionPool;
        _codec = PublicFieldCodec.Unwrap(codec);
    }
}
