using Orleans.Serialization.Buffers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Serialization.Codecs.Scalars;

/// <summary>A value without parts.</summary>
internal sealed class ScalarCodec<T>(WireType wireType, Action<WireWriter, T> write, Func<WireReader, WireType, T> read, bool tracksReferences = false)
    : BodyCodec<T>(wireType)
{
    protected override bool TracksReferences => tracksReferences;

    public override void WriteBody(WireWriter writer, T value) => write(writer, value);

    public override T ReadBody(WireReader reader, in Field field, int id) => read(reader, field.WireType);
}
