using Orleans.Serialization.Buffers;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.TypeSystem;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>A field of a class, an interface or <see cref="object"/>: the run-time type decides.</summary>
internal sealed class ReferenceFieldCodec<T>(CodecProvider provider) : FieldCodec<T>
{
    private readonly TypeCache<ExactCodec> _codecs = new();

    public override void Write(WireWriter writer, uint delta, T value)
    {
        if (value is null)
        {
            writer.WriteNull(delta);
            return;
        }

        GetCodec(value.GetType()).WriteUntyped(writer, delta, typeof(T), value);
    }

    public override T Read(WireReader reader, in Field field)
    {
        object? value;
        if (field.IsReference)
        {
            value = reader.ReadReference(field, this);
        }
        else
        {
            // A generalized codec may name a less specific type than it reads, so that only the value tells.
            value = GetCodec(reader.ResolveType(field) ?? typeof(T)).ReadUntyped(reader, field);
        }

        return value switch
        {
            null => default!,
            T result => result,
            _ => throw TypeMismatch.Create(typeof(T), value.GetType()),
        };
    }

    private ExactCodec GetCodec(Type type) => _codecs.Find(type) ?? Look(type);

    private ExactCodec Look(Type type)
    {
        var codec = provider.GetExactCodec(type);
        _codecs.Add(type, codec);
        return codec;
    }
}
