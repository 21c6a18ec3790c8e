using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

/// <summary>A peer that sends whatever bytes a test wants.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = 30_000 };

    public RawClient(string path) => _socket.Connect(new UnixDomainSocketEndPoint(path));

    public static byte[] Greeting(uint version = StoreProtocol.Version)
    {
        var bytes = new byte[StoreProtocol.ClientGreetingLength];
        StoreProtocol.Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), version);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), 4711);
        return bytes;
    }

    /// <summary>Greets as it should be, and reads the answer.</summary>
    public static RawClient Greeted(string path)
    {
        var client = new RawClient(path);
        client.Send(Greeting());
        Assert.Equal(0u, client.ReadGreeting().Refused);
        return client;
    }

    public void Send(ReadOnlySpan<byte> bytes) => _socket.Send(bytes);

    public void Send(FrameKind kind, ulong number, Action<FrameBuffer> add)
    {
        var frame = new FrameBuffer();
        frame.Begin(kind, number);
        add(frame);
        frame.End();
        Send(frame.Bytes);
    }

    /// <summary>Says that it sends nothing more.</summary>
    public void Finish() => _socket.Shutdown(SocketShutdown.Send);

    public (uint Refused, string Text) ReadGreeting()
    {
        var greeting = Read(StoreProtocol.NodeGreetingLength);
        Assert.True(greeting.AsSpan().StartsWith(StoreProtocol.Magic));
        return (BinaryPrimitives.ReadUInt32LittleEndian(greeting.AsSpan(12)), Encoding.UTF8.GetString(Read(BinaryPrimitives.ReadUInt16LittleEndian(greeting.AsSpan(24)))));
    }

    public byte[] ReadFrame() => Read((int)BinaryPrimitives.ReadUInt32LittleEndian(Read(sizeof(uint))));

    /// <summary>Reads frames up to the farewell, and tells what that says.</summary>
    public string ReadFarewell()
    {
        while (true)
        {
            var frame = new FrameReader(ReadFrame());
            if (frame.Kind == FrameKind.Farewell)
            {
                return frame.Text();
            }
        }
    }

    public byte[] Read(int count)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            var received = _socket.Receive(bytes.AsSpan(read));
            read += received > 0 ? received : throw new EndOfStreamException();
        }

        return bytes;
    }

    public void Dispose() => _socket.Dispose();
}
