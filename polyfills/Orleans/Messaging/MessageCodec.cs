using System.Buffers;

namespace Orleans.Runtime;

/// <summary>Messages as frames: headers in a fixed order, then the body, which only the target reads.</summary>
internal sealed class MessageCodec(MessageBodyCodec bodies)
{
    private const byte HasRequestContext = 1;
    private const byte HasStaleAddress = 2;

    public static MessageDirection DirectionOf(ReadOnlyMemory<byte> frame) => (MessageDirection)frame.Span[0];

    public ReadOnlyMemory<byte> Encode(Message message, Response? response = null, Type? resultType = null)
    {
        var output = new ArrayBufferWriter<byte>(256);
        var writer = new FrameWriter(output);
        writer.Byte((byte)message.Direction);
        writer.Byte((byte)message.Options);
        writer.Byte(message.ForwardCount);
        writer.Byte(message.Redeliveries);
        writer.Byte((byte)((message.RequestContext is null ? 0 : HasRequestContext) | (message.StaleAddress is null ? 0 : HasStaleAddress)));
        writer.Int64(message.Id);
        writer.Int32(message.TimeToLive);
        writer.Grain(message.TargetGrain);
        writer.Grain(message.SendingGrain);
        writer.Silo(message.TargetSilo);
        writer.Silo(message.SendingSilo);
        writer.Bytes(message.InterfaceType.Value.AsSpan());
        if (message.StaleAddress is { } stale)
        {
            writer.Grain(stale.GrainId);
            writer.Silo(stale.SiloAddress);
        }

        if (message.RequestContext is { } context)
        {
            var values = new ArrayBufferWriter<byte>();
            bodies.WriteRequestContext(values, context);
            writer.Bytes(values.WrittenSpan);
        }

        if (response is not null)
        {
            bodies.WriteResponse(output, response, resultType);
        }
        else if (message.Request is { } request)
        {
            bodies.WriteRequest(output, request);
        }
        else
        {
            output.Write(message.Body.Span);
        }

        return output.WrittenMemory;
    }

    public Message Decode(ReadOnlyMemory<byte> frame)
    {
        var reader = new FrameReader(frame);
        var message = new Message
        {
            Direction = (MessageDirection)reader.Byte(),
            Options = (InvokeMethodOptions)reader.Byte(),
            ForwardCount = reader.Byte(),
            Redeliveries = reader.Byte(),
        };
        var flags = reader.Byte();
        message.Id = reader.Int64();
        message.TimeToLive = reader.Int32();
        message.TargetGrain = reader.Grain();
        message.SendingGrain = reader.Grain();
        message.TargetSilo = reader.Silo();
        message.SendingSilo = reader.Silo();
        message.InterfaceType = new GrainInterfaceType(reader.Span());
        if ((flags & HasStaleAddress) != 0)
        {
            message.StaleAddress = new GrainAddress { GrainId = reader.Grain(), SiloAddress = reader.Silo() };
        }

        if ((flags & HasRequestContext) != 0)
        {
            message.RequestContext = bodies.ReadRequestContext(reader.Bytes());
        }

        message.Body = reader.Rest;
        return message;
    }
}
