using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Orleans.Ray.Store;
using Orleans.Ray.StoreProcess;

namespace Orleans.Ray.Tests.Store;

/// <summary>Peers that are something else than they should be.</summary>
public sealed class StoreGreetingTests : IAsyncLifetime
{
    private readonly ServedStore _served = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Fact]
    public void A_peer_of_another_version_is_refused_with_both_versions()
    {
        using var peer = new RawClient(_served.Server.Path);
        peer.Send(RawClient.Greeting(version: 99));

        var (refused, text) = peer.ReadGreeting();

        Assert.Equal(1u, refused);
        Assert.Contains("99", text);
        Assert.Contains("same version of Orleans.Ray", text);
        Assert.Throws<EndOfStreamException>(() => peer.Read(1));
    }

    [Fact]
    public void A_foreign_peer_is_refused()
    {
        using var peer = new RawClient(_served.Server.Path);
        peer.Send("GET / HTTP/1.1\r\n\r\n"u8);

        Assert.Equal(1u, peer.ReadGreeting().Refused);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(15)]
    public async Task A_peer_that_leaves_in_its_greeting_is_forgotten(int length)
    {
        using (var peer = new RawClient(_served.Server.Path))
        {
            peer.Send(RawClient.Greeting().AsSpan(0, length));
        }

        await WaitForCondition.HoldsAsync(() => _served.Server.Connections == 0);
    }

    [Theory]
    [InlineData("something else entirely that answers", "is not the object store")]
    [InlineData("version", "version 7")]
    [InlineData("refusal", "refused this process: go away")]
    [InlineData("arena", "no-such-arena")]
    [InlineData("nothing", "closed the connection")]
    public async Task A_client_refuses_what_is_no_node(string what, string says)
    {
        var path = Path.Combine(_served.SocketDirectory, "foreign");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        var answering = Task.Run(() =>
        {
            using var socket = listener.Accept();
            socket.Receive(new byte[StoreProtocol.ClientGreetingLength]);
            socket.Send(AnswerOf(what));
        });

        var exception = Assert.ThrowsAny<Exception>(() => StoreClient.Connect(path));

        Assert.True(exception is IOException or InvalidDataException, exception.ToString());
        Assert.Contains(says, exception.Message);
        await answering;
        listener.Dispose();
        File.Delete(path);
    }

    [Theory]
    [InlineData("goes away", "has ended, or has closed the connection")]
    [InlineData("answers what nobody asked", "answered request 99")]
    [InlineData("points outside", "outside its memory")]
    public async Task When_the_node_fails_requests_do_and_the_client_leaves_nothing(string how, string says)
    {
        _served.Put(1, 10).Dispose();
        var path = Path.Combine(_served.SocketDirectory, "foreign");
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        var answering = Task.Run(() =>
        {
            using var socket = listener.Accept();
            socket.Receive(new byte[StoreProtocol.ClientGreetingLength]);
            socket.Send(GreetingOf(_served.Store.Memory.Arena));
            socket.Receive(new byte[1024]);
            if (how != "goes away")
            {
                var frame = new FrameBuffer();
                frame.Begin(FrameKind.Done, how == "points outside" ? 1UL : 99).Add(how == "points outside" ? _served.Store.Memory.Arena.Capacity : 0).Add(1L).End();
                socket.Send(frame.Bytes);
                socket.Receive(new byte[1024]);
            }
        });
        using var client = StoreClient.Connect(path);

        var exception = Assert.Throws<ObjectDisposedException>(() => client.Get(Commands.InfoOf(1).Id));

        Assert.Contains(says, exception.Message);
        Assert.False(client.IsOpen);
        Assert.Equal(exception.Message, Assert.Throws<ObjectDisposedException>(() => client.Create(1, Commands.InfoOf(1))).Message);
        await answering.Soon();
        listener.Dispose();
        File.Delete(path);
    }

    private static byte[] AnswerOf(string what)
    {
        var text = what switch { "refusal" => "go away"u8, "arena" => "/no-such-arena"u8, _ => default };
        var answer = new byte[StoreProtocol.NodeGreetingLength + text.Length];
        StoreProtocol.Magic.CopyTo(answer);
        BinaryPrimitives.WriteUInt32LittleEndian(answer.AsSpan(8), what == "version" ? 7 : StoreProtocol.Version);
        BinaryPrimitives.WriteUInt32LittleEndian(answer.AsSpan(12), what == "refusal" ? 1u : 0u);
        BinaryPrimitives.WriteUInt16LittleEndian(answer.AsSpan(24), (ushort)text.Length);
        text.CopyTo(answer.AsSpan(StoreProtocol.NodeGreetingLength));
        return what switch
        {
            "nothing" => [],
            "version" or "refusal" or "arena" => answer,
            _ => Encoding.UTF8.GetBytes(what),
        };
    }

    private static byte[] GreetingOf(Arena arena)
    {
        var text = Encoding.UTF8.GetBytes(arena.Path);
        var greeting = new byte[StoreProtocol.NodeGreetingLength + text.Length];
        StoreProtocol.Magic.CopyTo(greeting);
        BinaryPrimitives.WriteUInt32LittleEndian(greeting.AsSpan(8), StoreProtocol.Version);
        BinaryPrimitives.WriteInt64LittleEndian(greeting.AsSpan(16), arena.Capacity);
        BinaryPrimitives.WriteUInt16LittleEndian(greeting.AsSpan(24), (ushort)text.Length);
        text.CopyTo(greeting.AsSpan(StoreProtocol.NodeGreetingLength));
        return greeting;
    }
}
