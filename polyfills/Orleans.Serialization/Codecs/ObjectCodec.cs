using Orleans.Serialization.Buffers;
using Orleans.Serialization.Members;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.Session;
using Orleans.Serialization.TypeSystem;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Classes by their members. Member codecs are looked up on first use: types may contain one another.</summary>
internal sealed class ObjectCodec<T>(CodecProvider provider, TypeModel model) : BodyCodec<T>(WireType.TagDelimited)
    where T : class
{
    private readonly MembersWriter<T> _write = WriterEmitter.Get<T>(model);
    private readonly MembersReader<T> _read = ReaderEmitter.Get<T>(model);
    private readonly Func<T> _create = Instantiator.For<T>(provider);
    private readonly ForeignBase<T>? _foreignBase = ForeignBase<T>.For(provider, model);
    private readonly Callbacks<T>? _callbacks = Callbacks<T>.For(provider);
    private FieldCodec[]? _codecs;

    protected override bool TracksReferences { get; } = !typeof(T).Has<SuppressReferenceTrackingAttribute>();

    private FieldCodec[] Codecs => _codecs ??= [.. model.Members.Select(member => provider.GetFieldCodec(member.Type))];

    public override void WriteBody(WireWriter writer, T value)
    {
        Nesting.Check();
        _callbacks?.Serializing?.Invoke(ref value);
        _foreignBase?.Write(writer, value);
        _write(Codecs, writer, ref value);
        writer.WriteEndObject();
        _callbacks?.Serialized?.Invoke(ref value);
    }

    public override T ReadBody(WireReader reader, in Field field, int id)
    {
        field.EnsureWireTypeTagDelimited();
        Nesting.Check();
        var codecs = Codecs;
        var value = _create();
        reader.Session.Reading.Record(id, value);
        _callbacks?.Deserializing?.Invoke(ref value);
        if (_foreignBase is null || !_foreignBase.Read(reader, value))
        {
            _read(codecs, reader, ref value);
        }

        _callbacks?.Deserialized?.Invoke(ref value);
        return value;
    }
}
