using System.Runtime.CompilerServices;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Members;
using Orleans.Serialization.Serializers;
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
    private FieldCodec[]? _codecs;

    protected override bool TracksReferences { get; } = !typeof(T).Has<SuppressReferenceTrackingAttribute>();

    private FieldCodec[] Codecs => _codecs ??= [.. model.Members.Select(member => provider.GetFieldCodec(member.Type))];

    public override void WriteBody(WireWriter writer, T value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        _write(Codecs, writer, ref value);
        writer.WriteEndObject();
    }

    public override T ReadBody(WireReader reader, in Field field, int id)
    {
        field.EnsureWireTypeTagDelimited();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var codecs = Codecs;
        var value = _create();
        reader.Session.Reading.Record(id, value);
        _read(codecs, reader, ref value);
        return value;
    }
}
