using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;

namespace Orleans.Serialization.Members;

/// <summary>Codec and copier of the surrogate are looked up on first use: it may contain the type itself.</summary>
internal sealed class ForeignBase<T, TBase, TSurrogate>(CodecProvider provider, object converter) : ForeignBase<T>
    where T : class, TBase
    where TBase : class
    where TSurrogate : struct
{
    private const uint SurrogateField = 0;

    private readonly IConverter<TBase, TSurrogate> _converter = (IConverter<TBase, TSurrogate>)converter;
    private readonly IPopulator<TBase, TSurrogate> _populator = (IPopulator<TBase, TSurrogate>)converter;
    private FieldCodec<TSurrogate>? _codec;
    private Copier<TSurrogate>? _copier;

    private FieldCodec<TSurrogate> Codec => _codec ??= provider.GetFieldCodec<TSurrogate>();

    public override void Write(WireWriter writer, T value)
    {
        Codec.Write(writer, SurrogateField, _converter.ConvertToSurrogate(value));
        writer.WriteEndBase();
    }

    public override bool Read(WireReader reader, T value)
    {
        uint id = 0;
        while (true)
        {
            reader.ReadHeader(out var field);
            if (field.IsEndBaseOrEndObject)
            {
                return field.IsEndObject;
            }

            id += field.FieldIdDelta;
            if (id == SurrogateField)
            {
                _populator.Populate(Codec.Read(reader, field), value);
            }
            else
            {
                reader.Skip(field);
            }
        }
    }

    public override void Copy(T input, T output, CopyContext context)
    {
        var copier = _copier ??= provider.GetCopier<TSurrogate>();
        _populator.Populate(copier.DeepCopy(_converter.ConvertToSurrogate(input), context), output);
    }
}
