using System.Runtime.CompilerServices;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Members;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs;

/// <summary>Structs by their members.</summary>
internal sealed class StructCodec<T>(CodecProvider provider, TypeModel model) : BodyCodec<T>(WireType.TagDelimited)
    where T : struct
{
    private readonly MembersWriter<T> _write = WriterEmitter.Get<T>(model);
    private readonly MembersReader<T> _read = ReaderEmitter.Get<T>(model);
    private FieldCodec[]? _codecs;

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
        var value = default(T);
        _read(Codecs, reader, ref value);
        return value;
    }
}
