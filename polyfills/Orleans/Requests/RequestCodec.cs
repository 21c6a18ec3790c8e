using System.Buffers;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.WireProtocol;

namespace Orleans.Runtime;

/// <summary>Requests as arguments of other requests: as their interface, method and arguments. A copy has arguments of its own.</summary>
internal sealed class RequestCodec(MessageBodyCodec bodies) : IGeneralizedCodec, IGeneralizedCopier
{
    // Stands in headers for the request class, which has another name in each process.
    private static readonly Type HeaderType = typeof(IRequest);

    public bool IsSupportedType(Type type) => type == HeaderType || typeof(RequestBase).IsAssignableFrom(type);

    public object? DeepCopy(object? input, CopyContext context)
    {
        if (input is not RequestBase { Shape: { } shape } request)
        {
            return input;
        }

        var copy = shape.CreateRequest();
        for (var i = 0; i < shape.Parameters.Length; i++)
        {
            if (i != shape.CancellationIndex)
            {
                copy.SetArgument(i, context.DeepCopy(request.GetArgument(i))!);
            }
        }

        if (copy is IStreamRequest stream)
        {
            stream.MaxBatchSize = ((IStreamRequest)request).MaxBatchSize;
        }

        return copy;
    }

    public void WriteField<TBufferWriter>(ref Writer<TBufferWriter> writer, uint fieldIdDelta, Type expectedType, object? value)
        where TBufferWriter : IBufferWriter<byte>
    {
        var request = (RequestBase)value!;
        var content = new ArrayBufferWriter<byte>();
        var frame = new FrameWriter(content);
        frame.Bytes(GrainInterfaceNames.Of(request.GetInterfaceType()).Value.AsSpan());
        frame.Int32(request is IStreamRequest stream ? stream.MaxBatchSize : 0);
        bodies.WriteRequest(content, request);
        writer.WriteFieldHeader(fieldIdDelta, expectedType, HeaderType, WireType.LengthPrefixed);
        writer.WriteVarUInt32((uint)content.WrittenCount);
        writer.Write(content.WrittenSpan);
    }

    public object ReadValue<TInput>(ref Reader<TInput> reader, Field field)
    {
        field.EnsureWireType(WireType.LengthPrefixed);
        var content = reader.ReadBytes(reader.ReadVarUInt32());
        var headers = new FrameReader(content.AsSpan());
        var contract = new GrainInterfaceType(headers.Span());
        var maxBatchSize = headers.Int32();
        var request = bodies.ReadRequest(contract, content.AsMemory(headers.Position));
        if (request is IStreamRequest stream)
        {
            stream.MaxBatchSize = maxBatchSize > 0 ? maxBatchSize : throw new ArgumentException($"A batch cannot have {maxBatchSize} elements.");
        }

        return request;
    }
}
