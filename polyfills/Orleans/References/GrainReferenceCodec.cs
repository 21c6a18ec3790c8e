using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Runtime;

/// <summary>Grain references travel as grain id and interface, whatever the type that holds them; copies are the same object.</summary>
internal sealed class GrainReferenceCodec(GrainReferences references) : IGeneralizedCodec, IGeneralizedCopier
{
    public bool IsSupportedType(Type type) => typeof(GrainReference).IsAssignableFrom(type);

    public object? DeepCopy(object? input, CopyContext context) => input;

    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type expectedType, object? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        var reference = (GrainReference)value!;
        var content = new ArrayBufferWriter<byte>();
        var frame = new FrameWriter(content);
        frame.Grain(reference.GrainId);
        frame.Bytes(reference.InterfaceType.Value.AsSpan());
        writer.WriteFieldHeader(fieldIdDelta, expectedType, typeof(GrainReference), WireType.LengthPrefixed);
        writer.WriteVarUInt32((uint)content.WrittenCount);
        writer.Write(content.WrittenSpan);
    }

    public object ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        field.EnsureWireType(WireType.LengthPrefixed);
        var frame = new FrameReader(reader.ReadBytes(reader.ReadVarUInt32()).AsSpan());
        var grainId = frame.Grain();
        return references.Create(grainId, new GrainInterfaceType(frame.Span()));
    }
}
