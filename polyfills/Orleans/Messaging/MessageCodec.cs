using System.Buffers;

namespace Orleans.Runtime;

/// <summary>Messages as frames: headers in a fixed order, then the body, which only the target reads.</summary>
internal sealed class MessageCodec(MessageBodyCodec bodies, FrameLimits limits)
{
    private const byte HasRequestContext = 1;
    private const byte HasStaleAddress = 2;
    private const byte IsSentAgain = 4;
    private const byte KnownFlags = 7;

    // Options, ForwardCount and Redeliveries: a byte each.
    private const int OptionsAndCountsSize = 3;

    // Right behind the frame's prefix, so that a frame can be marked without being read.
    private const int FlagsOffset = FrameLimits.PrefixSize;

    /// <summary>The frame is the caller's.</summary>
    /// <exception cref="OrleansException">The message is too large.</exception>
    public Frame Encode(Message message)
    {
        var frame = Frame.Rent(limits);
        try
        {
            WriteHeaders(frame, message);
            frame.EndHeaders();
            if (message.Request is { } request)
            {
                bodies.WriteRequest(frame, request);
            }
            else
            {
                frame.Write(message.Body.Span);
            }

            frame.EndBody();
            return frame;
        }
        catch
        {
            frame.Dispose();
            throw;
        }
    }

    /// <summary>The answer to a request. Where the result cannot be sent, the answer is the reason for that.</summary>
    public Frame EncodeResponse(Message request, SiloAddress? sender, Response response)
    {
        try
        {
            return EncodeResponse(request, sender, response, request.Request?.Shape?.ResultType);
        }
        catch (Exception exception)
        {
            return EncodeResponse(request, sender, Response.FromException(exception), null);
        }
    }

    /// <summary>True for the common response, which needs no more than its id and body: to a caller in this process, and without news about addresses.</summary>
    public static bool TryReadResponse(ReadOnlyMemory<byte> frame, out long id, out ReadOnlyMemory<byte> body)
    {
        var reader = new FrameReader(frame);
        var flags = reader.Byte();
        var direction = (MessageDirection)reader.Byte();
        reader.Skip(OptionsAndCountsSize);
        id = reader.Int64();
        reader.Skip(sizeof(int));
        body = reader.Body;
        return (flags & ~IsSentAgain) == 0 && direction == MessageDirection.Response && !reader.GrainType().Equals(WellKnownGrainTypes.Client);
    }

    /// <summary>The message, whose body is memory of the frame. Where its request context cannot be read, <paramref name="problem"/> says why.</summary>
    /// <exception cref="InvalidDataException">It is not a message at all.</exception>
    public Message Decode(ReadOnlyMemory<byte> frame, out Exception? problem)
    {
        var reader = new FrameReader(frame);
        var flags = reader.Byte();
        var message = new Message
        {
            Direction = (MessageDirection)reader.Byte(),
            Options = (InvokeMethodOptions)reader.Byte(),
            ForwardCount = reader.Byte(),
            Redeliveries = reader.Byte(),
            Id = reader.Int64(),
            TimeToLive = reader.Int32(),
            TargetGrain = reader.Grain(),
            SendingGrain = reader.Grain(),
            TargetSilo = reader.Silo(),
            SendingSilo = reader.Silo(),
            InterfaceType = new GrainInterfaceType(reader.Span()),
            Body = reader.Body,
        };
        if ((flags & ~KnownFlags) != 0 || !Enum.IsDefined(message.Direction) || message.TimeToLive < 0)
        {
            throw new InvalidDataException("The headers of a frame have values that no message has.");
        }

        if ((flags & HasStaleAddress) != 0)
        {
            message.StaleAddress = new GrainAddress { GrainId = reader.Grain(), SiloAddress = reader.Silo() };
        }

        problem = null;
        if ((flags & HasRequestContext) != 0)
        {
            var length = reader.Bytes().Length;
            try
            {
                message.RequestContext = bodies.ReadRequestContext(frame.Slice(FrameLimits.PrefixSize + reader.Position - length, length));
            }
            catch (Exception exception)
            {
                problem = exception;
            }
        }

        return message;
    }

    /// <summary>Also of what may not be a message at all.</summary>
    public static bool IsLeave(ReadOnlyMemory<byte> frame) => frame.Length > FlagsOffset + 1 && DirectionOf(frame) == MessageDirection.Leave;

    public static MessageDirection DirectionOf(ReadOnlyMemory<byte> frame) => (MessageDirection)frame.Span[FlagsOffset + 1];

    /// <summary>Marks a frame that a closed connection had not sent. False where it has been marked before.</summary>
    public static bool TryMarkSentAgain(byte[] frame)
    {
        var isFirst = (frame[FlagsOffset] & IsSentAgain) == 0;
        frame[FlagsOffset] |= IsSentAgain;
        return isFirst;
    }

    private Frame EncodeResponse(Message request, SiloAddress? sender, Response response, Type? resultType)
    {
        var frame = Frame.Rent(limits);
        try
        {
            var writer = new FrameWriter(frame);
            writer.Byte((byte)(request.StaleAddress is null ? 0 : HasStaleAddress));
            writer.Byte((byte)MessageDirection.Response);
            writer.Byte(0);
            writer.Byte(0);
            writer.Byte(0);
            writer.Int64(request.Id);
            writer.Int32(0);
            writer.Grain(request.SendingGrain);
            writer.Grain(default);
            writer.Silo(request.SendingSilo);
            writer.Silo(sender);
            writer.Bytes([]);
            if (request.StaleAddress is { } stale)
            {
                writer.Grain(stale.GrainId);
                writer.Silo(stale.SiloAddress);
            }

            frame.EndHeaders();
            bodies.WriteResponse(frame, response, resultType);
            frame.EndBody();
            return frame;
        }
        catch
        {
            frame.Dispose();
            throw;
        }
    }

    private void WriteHeaders(Frame frame, Message message)
    {
        var writer = new FrameWriter(frame);
        writer.Byte((byte)((message.RequestContext is null ? 0 : HasRequestContext) | (message.StaleAddress is null ? 0 : HasStaleAddress)));
        writer.Byte((byte)message.Direction);
        writer.Byte((byte)message.Options);
        writer.Byte(message.ForwardCount);
        writer.Byte(message.Redeliveries);
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
    }
}
