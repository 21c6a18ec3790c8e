using Orleans.Serialization.Buffers;
using Orleans.Serialization.Members;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.Session;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Structs by their members.</summary>
internal sealed class StructCodec<T>(CodecProvider provider, TypeModel model) : BodyCodec<T>(WireType.TagDelimited)
    where T : struct
{
    private readonly MembersWriter<T> _write = WriterEmitter.Get<T>(model);
    private readonly MembersReader<T> _read = ReaderEmitter.Get<T>(model);
    private readonly Callbacks<T>? _callbacks = Callbacks<T>.For(provider);
    private FieldCodec[]? _codecs;

    private FieldCodec[] Codecs => _codecs ??= [.. model.Members.Select(member => provider.GetFieldCodec(member.Type))];

    public override void WriteBody(WireWriter writer, T value)
    {
        Nesting.Check();
        _callbacks?.Serializing?.Invoke(ref value);
        _write(Codecs, writer, ref value);
        writer.WriteEndObject();
        _callbacks?.Serialized?.Invoke(ref value);
    }

    public override T ReadBody(WireReader reader, in Field field, int id)
    {
        field.EnsureWireTypeTagDelimited();
        Nesting.Check();
        var value = default(T);
        _callbacks?.Deserializing?.Invoke(ref value);
        _read(Codecs, reader, ref value);
        _callbacks?.Deserialized?.Invoke(ref value);
        return value;
    }
}
