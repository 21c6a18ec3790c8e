using Orleans.Serialization.Codecs;
using Orleans.Serialization.Session;

namespace Orleans.Serialization;

/// <summary>Writes and reads values of any supported type.</summary>
public sealed partial class Serializer
{
    private readonly SerializerSessionPool _sessionPool;

    public Serializer(SerializerSessionPool sessionPool)
    {
        ArgumentNullException.ThrowIfNull(sessionPool);
        _sessionPool = sessionPool;
    }

    public SerializerSessionPool SessionPool => _sessionPool;

    public Serializer<T> GetSerializer<T>() => new(_sessionPool);

    public bool CanSerialize<T>() => CanSerialize(typeof(T));

    public bool CanSerialize(Type type) => _sessionPool.CodecProvider.CanSerialize(type);

    private FieldCodec<T> Codec<T>() => _sessionPool.CodecProvider.GetFieldCodec<T>();
}
