using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Polyfills.Frames;

/// <summary>What becomes of the frames of a silo whose peer cannot be reached, goes away, or stops reading. The peer is played by the test.</summary>
public sealed class SiloLaneTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TestClusterPortAllocator _ports = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private IHost _host = null!;

    private SiloRuntime Runtime => _host.Services.GetRequiredService<SiloRuntime>();

    private SiloAddress Peer => SiloAddress.New((IPEndPoint)_listener.LocalEndpoint, 5);

    public async Task InitializeAsync()
    {
        var (siloPort, gatewayPort) = _ports.AllocateConsecutivePortPairs(1);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo => silo.UseLocalhostClustering(siloPort, gatewayPort));
        _host = builder.Build();
        await _host.StartAsync();
        _listener.Start();
    }

    public async Task DisposeAsync()
    {
        _listener.Dispose();
        await _host.StopAsync();
        _host.Dispose();
        _ports.Dispose();
    }

    [Fact]
    public async Task A_peer_that_never_answers_is_given_up_after_the_limit()
    {
        Options.OpenConnectionTimeout = TimeSpan.FromMilliseconds(200);

        var exception = await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => CallAsync().WaitAsync(Patience));

        Assert.Contains("did not answer within", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_failed_is_not_tried_again_before_the_delay_is_over()
    {
        var peer = Peer;
        _listener.Stop();
        Options.ConnectionRetryDelay = TimeSpan.FromMinutes(1);
        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => CallAsync(peer).WaitAsync(Patience));

        // Somebody is there now: nobody asks.
        using var late = new TcpListener(peer.Endpoint);
        late.Start();
        await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => CallAsync(peer).WaitAsync(Patience));
        Assert.False(late.Pending());

        Options.ConnectionRetryDelay = TimeSpan.Zero;
        var call = CallAsync(peer);
        using var socket = await late.AcceptSocketAsync().WaitAsync(Patience);
        await AnswerHelloAsync(socket, peer);
        await AnswerAsync(socket, await ReadMessageAsync(socket));
        Assert.Equal(7, await call.WaitAsync(Patience));
    }

    [Fact]
    public async Task Another_incarnation_at_the_endpoint_gets_no_message()
    {
        var call = CallAsync();
        using var socket = await _listener.AcceptSocketAsync().WaitAsync(Patience);
        var hello = await LiveSilo.ReadHelloAsync(socket);
        Assert.Equal(Peer, hello.Wanted);
        await socket.SendAsync(SampleFrames.Bytes(Hello.Refuse("The other side wants somebody else.").Encode()));

        var exception = await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => call.WaitAsync(Patience));

        Assert.Contains("somebody else", exception.Message, StringComparison.Ordinal);
        Assert.Equal(0, await socket.ReceiveAsync(new byte[1]).WaitAsync(Patience));
    }

    [Fact]
    public async Task A_connection_that_broke_is_opened_again_by_the_next_call()
    {
        for (var i = 0; i < 3; i++)
        {
            var call = CallAsync();
            using var socket = await _listener.AcceptSocketAsync().WaitAsync(Patience);
            await AnswerHelloAsync(socket, Peer);
            await AnswerAsync(socket, await ReadMessageAsync(socket));
            Assert.Equal(7, await call.WaitAsync(Patience));
            socket.Close();
            await UntilAsync(() => Connections.LastReceived(Peer) is null);
        }
    }

    [Fact]
    public async Task What_a_broken_connection_had_not_sent_is_sent_again()
    {
        // The first fills the socket's buffers, which nobody reads; the others wait behind it.
        var filling = CallAsync(Peer, new byte[32 << 20]);
        using var first = await _listener.AcceptSocketAsync().WaitAsync(Patience);
        await AnswerHelloAsync(first, Peer);
        _ = await ReadPrefixAsync(first);
        var waiting = Enumerable.Range(0, 3).Select(_ => CallAsync()).ToArray();
        Reset(first);

        // They come over the next connection.
        using var second = await _listener.AcceptSocketAsync().WaitAsync(Patience);
        await AnswerHelloAsync(second, Peer);
        foreach (var call in waiting)
        {
            await AnswerAsync(second, await ReadMessageAsync(second));
        }

        Assert.All(await Task.WhenAll(waiting).WaitAsync(Patience), static answer => Assert.Equal(7, answer));

        // Nobody knows whether the peer has read the large one to its end: it is neither rejected nor sent again.
        Assert.False(filling.IsCompleted);
        Assert.Equal(0, second.Available);
    }

    [Fact]
    public async Task Two_breaks_before_it_was_sent_reject_a_request()
    {
        _ = CallAsync(Peer, new byte[32 << 20]);
        using var first = await _listener.AcceptSocketAsync().WaitAsync(Patience);
        await AnswerHelloAsync(first, Peer);
        _ = await ReadPrefixAsync(first);
        _ = CallAsync(Peer, new byte[32 << 20]);
        var small = CallAsync();
        Reset(first);
        using var second = await _listener.AcceptSocketAsync().WaitAsync(Patience);
        await AnswerHelloAsync(second, Peer);
        _ = await ReadPrefixAsync(second);
        Reset(second);

        var exception = await Assert.ThrowsAsync<OrleansMessageRejectionException>(() => small.WaitAsync(Patience));

        Assert.Contains("broke twice", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_sides_may_connect_at_the_same_time()
    {
        var call = CallAsync();
        using var ours = await _listener.AcceptSocketAsync().WaitAsync(Patience);
        using var theirs = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await theirs.ConnectAsync(Runtime.Silo.Endpoint);
        await theirs.SendAsync(SampleFrames.Bytes(new Hello(ClusterId, Peer, default, Runtime.Silo).Encode()));
        Assert.Equal(Runtime.Silo, (await LiveSilo.ReadHelloAsync(theirs)).Silo);

        // The call goes over the one that is ready; the answer may come over the other.
        var request = await ReadMessageAsync(theirs);
        await AnswerHelloAsync(ours, Peer);
        await AnswerAsync(ours, request);

        Assert.Equal(7, await call.WaitAsync(Patience));
        Assert.Equal(0, theirs.Available);
        Assert.Equal(0, ours.Available);
    }

    private string ClusterId => _host.Services.GetRequiredService<ILocalSiloDetails>().ClusterId;

    private ConnectionOptions Options => _host.Services.GetRequiredService<IOptions<ConnectionOptions>>().Value;

    private SiloConnections Connections => _host.Services.GetRequiredService<SiloConnections>();

    private static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    private static Task<byte[]> ReadPrefixAsync(Socket socket) => LiveSilo.ReadExactlyAsync(socket, FrameLimits.PrefixSize);

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            await Task.Delay(5, patience.Token);
        }
    }

    private async Task<Message> ReadMessageAsync(Socket socket)
    {
        var prefix = await ReadPrefixAsync(socket);
        var length = SocketPair.Limits.ReadLength(prefix);
        var rest = await LiveSilo.ReadExactlyAsync(socket, length - prefix.Length);
        return _host.Services.GetRequiredService<MessageCodec>().Decode((byte[])[.. prefix, .. rest], out _);
    }

    private async Task AnswerHelloAsync(Socket socket, SiloAddress peer)
    {
        await LiveSilo.ReadHelloAsync(socket);
        await socket.SendAsync(SampleFrames.Bytes(new Hello(ClusterId, peer, default, null).Encode()));
    }

    private async Task AnswerAsync(Socket socket, Message request)
    {
        var codec = _host.Services.GetRequiredService<MessageCodec>();
        request.Request = _host.Services.GetRequiredService<MessageBodyCodec>().ReadRequest(request.InterfaceType, request.Body);
        await socket.SendAsync(SampleFrames.Bytes(codec.EncodeResponse(request, Peer, Orleans.Serialization.Invocation.Response.FromResult(7))));
    }

    private Task<int> CallAsync(SiloAddress? peer = null, byte[]? content = null)
    {
        var id = WellKnownGrainTypes.SystemTarget(nameof(IPlayedTarget), peer ?? Peer);
        var target = (IPlayedTarget)(object)_host.Services.GetRequiredService<GrainReferences>().Create(id, typeof(IPlayedTarget));
        return target.Take(content ?? []);
    }
}
