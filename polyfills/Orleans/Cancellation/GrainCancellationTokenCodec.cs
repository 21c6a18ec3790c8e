using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Runtime;

/// <summary>Grain cancellation tokens travel as their id, and whether they are cancelled already.</summary>
internal sealed class GrainCancellationTokenCodec(SharedCancellations cancellations) : IGeneralizedCodec, IGeneralizedCopier
{
    private const int Length = 17;

    public bool IsSupportedType(Type type) => type == typeof(GrainCancellationToken);

    public object? DeepCopy(object? input, CopyContext context) => input;

    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type expectedType, object? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        var shared = ((GrainCancellationToken)value!).Shared;
        Span<byte> content = stackalloc byte[Length];
        shared.Id.TryWriteBytes(content);
        content[^1] = shared.IsCancellationRequested ? (byte)1 : (byte)0;
        writer.WriteFieldHeader(fieldIdDelta, expectedType, typeof(GrainCancellationToken), WireType.LengthPrefixed);
        writer.WriteVarUInt32(Length);
        writer.Write(content);
    }

    public object ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        field.EnsureWireType(WireType.LengthPrefixed);
        var content = reader.ReadBytes(reader.ReadVarUInt32());
        return content.Length == Length
            ? new GrainCancellationToken(cancellations.Receive(new Guid(content.AsSpan(0, Length - 1)), content[^1] != 0))
            : throw new ArgumentException($"A grain cancellation token has {Length} bytes, not {content.Length}.");
    }
}
