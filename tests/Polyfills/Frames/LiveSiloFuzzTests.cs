using System.Net;
using System.Net.Sockets;
using System.Text;
using Orleans.Runtime;

namespace Orleans.Polyfills.Frames;

public sealed class LiveSiloFuzzTests(LiveSilo silo) : IClassFixture<LiveSilo>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static int _lastGeneration = 1_000;

    [Theory]
    [MemberData(nameof(FuzzSeeds.All), MemberType = typeof(FuzzSeeds))]
    public async Task Strangers_are_disconnected_and_the_silo_serves_on(int seed)
    {
        var random = new Random(seed);
        var strangers = Enumerable.Range(0, 20).Select(_ => SendAndAwaitCloseAsync(random.Next(2) == 0, [Opening(random)])).ToArray();

        await Task.WhenAll(strangers).WaitAsync(Patience);

        await AssertServesAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stranger_that_says_nothing_is_disconnected(bool atGateway)
    {
        await SendAndAwaitCloseAsync(atGateway, []).WaitAsync(Patience);

        await AssertServesAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_length_without_the_bytes_costs_nothing(bool atGateway)
    {
        using var samples = new SampleFrames();
        var sockets = new List<Socket>();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < 16; i++)
        {
            var socket = await IntroduceAsync(atGateway);
            sockets.Add(socket);
            await socket.SendAsync((byte[])[.. BitConverter.GetBytes(1_000), .. BitConverter.GetBytes(100_000_000), 1, 2, 3]);
        }

        await AssertServesAsync();
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        sockets.ForEach(static socket => socket.Dispose());

        // 1.6 GB were announced. A buffer for receiving per connection, and what the test itself does, come to a few megabytes.
        Assert.True(allocated < 100_000_000, $"{allocated} bytes were allocated.");
    }

    [Theory]
    [MemberData(nameof(FuzzSeeds.All), MemberType = typeof(FuzzSeeds))]
    public async Task Damaged_frames_of_a_peer_close_its_connection_at_most(int seed)
    {
        var random = new Random(seed);
        using var samples = new SampleFrames();
        foreach (var atGateway in (bool[])[true, false])
        {
            for (var i = 0; i < 20; i++)
            {
                using var socket = await IntroduceAsync(atGateway);
                var frames = Enumerable.Range(0, 10).Select(_ => random.WithHonestLength(random.Mutate(samples.All[random.Next(samples.All.Count)])));
                await SendAsync(socket, [.. frames.SelectMany(static frame => frame)]);
            }
        }

        await AssertServesAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_frame_that_is_no_message_closes_the_connection(bool atGateway)
    {
        using var socket = await IntroduceAsync(atGateway);

        await socket.SendAsync((byte[])[4, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255]);

        await AwaitCloseAsync(socket).WaitAsync(Patience);
        await AssertServesAsync();
    }

    [Fact]
    public async Task A_silo_is_not_for_the_gateways_port_nor_a_client_for_the_silos()
    {
        var (client, other) = (NewClient(), NewSilo());

        Assert.Contains("is for clients", await RefusalAsync(true, new Hello(silo.ClusterId, other, default, null, [])), StringComparison.Ordinal);
        Assert.Contains("is for silos", await RefusalAsync(false, new Hello(silo.ClusterId, null, client, null, [])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_cluster_is_told_so() =>
        Assert.Contains("'another'", await RefusalAsync(false, new Hello("another", NewSilo(), default, null, [])), StringComparison.Ordinal);

    [Fact]
    public async Task Who_wants_another_incarnation_is_told_so()
    {
        var predecessor = SiloAddress.New(silo.Address.Endpoint, silo.Address.Generation - 1);

        Assert.Contains("wants silo", await RefusalAsync(false, new Hello(silo.ClusterId, NewSilo(), default, predecessor, [])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_bytes_last_came_from_a_silo_is_known_while_it_is_connected()
    {
        var peer = NewSilo();
        Assert.Null(silo.Connections.LastReceived(peer));

        var socket = await IntroduceAsync(atGateway: false, peer);
        var first = silo.Connections.LastReceived(peer);
        Assert.NotNull(first);

        using var samples = new SampleFrames();
        await socket.SendAsync(samples.All[2]);
        await Until(() => silo.Connections.LastReceived(peer) > first);
        socket.Dispose();
        await Until(() => silo.Connections.LastReceived(peer) is null);
    }

    private static byte[] Opening(Random random) => random.Next(5) switch
    {
        0 => Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        1 => random.Garbage(random.Next(1, 2_000)),
        2 => random.Mutate(ValidHello()),
        3 => random.WithHonestLength(random.Mutate(ValidHello())),
        _ => ValidHello()[..random.Next(ValidHello().Length)],
    };

    // Of a cluster that is not this one: whatever is left of it after the damage, it is not let in.
    private static byte[] ValidHello() => SampleFrames.Bytes(new Hello("another", NewSilo(), NewClient(), null, []).Encode());

    private static SiloAddress NewSilo() => SiloAddress.New(IPAddress.Loopback, 1, Interlocked.Increment(ref _lastGeneration));

    private static GrainId NewClient() => GrainId.Create(WellKnownGrainTypes.Client, Guid.NewGuid().ToString("N"));

    private static async Task SendAsync(Socket socket, byte[] bytes)
    {
        try
        {
            await socket.SendAsync(bytes);
        }
        catch (SocketException)
        {
            // It has been closed already, which is right.
        }
    }

    private static async Task AwaitCloseAsync(Socket socket)
    {
        var buffer = new byte[1_000];
        try
        {
            while (await socket.ReceiveAsync(buffer) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // Reset: closed with bytes unread.
        }
    }

    private static async Task<Hello> ReadHelloAsync(Socket socket)
    {
        var bytes = new List<byte>();
        var buffer = new byte[1_000];
        while (true)
        {
            var length = Hello.AnswerLimits.ReadLength(bytes.ToArray());
            if (length > 0 && bytes.Count >= length)
            {
                return Hello.Decode(bytes.Take(length).ToArray());
            }

            var read = await socket.ReceiveAsync(buffer).WaitAsync(Patience);
            Assert.NotEqual(0, read);
            bytes.AddRange(buffer.AsSpan(0, read));
        }
    }

    private static async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            await Task.Delay(5, patience.Token);
        }
    }

    private async Task AssertServesAsync() => Assert.Equal(42, await silo.Client.GetGrain<IFuzzGrain>("live").Next(41).WaitAsync(Patience));

    private async Task SendAndAwaitCloseAsync(bool atGateway, byte[][] pieces)
    {
        using var socket = await silo.ConnectAsync(atGateway);
        foreach (var piece in pieces)
        {
            await SendAsync(socket, piece);
        }

        await AwaitCloseAsync(socket);
    }

    private async Task<Socket> IntroduceAsync(bool atGateway, SiloAddress? peer = null)
    {
        var socket = await silo.ConnectAsync(atGateway);
        var hello = new Hello(silo.ClusterId, atGateway ? null : peer ?? NewSilo(), atGateway ? NewClient() : default, null, []);
        await socket.SendAsync(SampleFrames.Bytes(hello.Encode()));
        var answer = await ReadHelloAsync(socket);
        Assert.Null(answer.RefusedBecause);
        Assert.Equal(silo.Address, answer.Silo);
        return socket;
    }

    private async Task<string> RefusalAsync(bool atGateway, Hello hello)
    {
        using var socket = await silo.ConnectAsync(atGateway);
        await socket.SendAsync(SampleFrames.Bytes(hello.Encode()));
        var answer = await ReadHelloAsync(socket);
        socket.Shutdown(SocketShutdown.Send);
        await AwaitCloseAsync(socket).WaitAsync(Patience);
        return answer.RefusedBecause!;
    }
}
