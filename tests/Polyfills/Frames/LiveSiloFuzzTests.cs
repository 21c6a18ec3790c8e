using System.Net.Sockets;
using System.Text;
using Orleans.Runtime;

namespace Orleans.Polyfills.Frames;

public sealed class LiveSiloFuzzTests(LiveSilo silo) : IClassFixture<LiveSilo>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Strangers_are_disconnected_and_the_silo_serves_on()
    {
        // Many at once: each that begins well but does not go on is there until its time is over.
        foreach (var seeds in FuzzSeeds.Numbers.Chunk(8))
        {
            var strangers = Task.WhenAll(seeds.SelectMany(static seed => Enumerable.Repeat(new Random(seed), 20)).Select(random =>
            {
                var (atGateway, opening) = (random.Next(2) == 0, Opening(random));
                return Task.Run(() => SendAndAwaitCloseAsync(atGateway, opening));
            }));

            Assert.True(await strangers.EndsWithinAsync(Patience, TimeProvider.System));
            await strangers;
        }

        await silo.AssertServesAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stranger_that_says_nothing_is_disconnected(bool atGateway)
    {
        await SendAndAwaitCloseAsync(atGateway, null).WaitAsync(Patience);

        await silo.AssertServesAsync();
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
                using var socket = await silo.IntroduceAsync(atGateway);
                var frames = Enumerable.Range(0, 10).Select(_ => random.WithHonestLength(random.Mutate(samples.All[random.Next(samples.All.Count)])));
                await SendAsync(socket, [.. frames.SelectMany(static frame => frame)]);
            }
        }

        await silo.AssertServesAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_frame_that_is_no_message_closes_the_connection(bool atGateway)
    {
        using var socket = await silo.IntroduceAsync(atGateway);

        await socket.SendAsync((byte[])[4, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255]);

        await AwaitCloseAsync(socket).WaitAsync(Patience);
        await silo.AssertServesAsync();
    }

    [Fact]
    public async Task A_silo_is_not_for_the_gateways_port_nor_a_client_for_the_silos()
    {
        var (client, other) = (LiveSilo.NewClient(), LiveSilo.NewSilo());

        Assert.Contains("is for clients", await RefusalAsync(true, new Hello(silo.ClusterId, other, default, null)), StringComparison.Ordinal);
        Assert.Contains("is for silos", await RefusalAsync(false, new Hello(silo.ClusterId, null, client, null)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_cluster_is_told_so() =>
        Assert.Contains("'another'", await RefusalAsync(false, new Hello("another", LiveSilo.NewSilo(), default, null)), StringComparison.Ordinal);

    [Fact]
    public async Task Who_wants_another_incarnation_is_told_so()
    {
        var predecessor = SiloAddress.New(silo.Address.Endpoint, silo.Address.Generation - 1);

        Assert.Contains("wants silo", await RefusalAsync(false, new Hello(silo.ClusterId, LiveSilo.NewSilo(), default, predecessor)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_bytes_last_came_from_a_silo_is_known_while_it_is_connected()
    {
        var peer = LiveSilo.NewSilo();
        Assert.Null(silo.Connections.LastReceived(peer));

        var socket = await silo.IntroduceAsync(atGateway: false, peer);

        // The answer to the introduction goes out before the connection is counted.
        await Until(() => silo.Connections.LastReceived(peer) is not null);
        var first = silo.Connections.LastReceived(peer);
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
    private static byte[] ValidHello() => SampleFrames.Bytes(new Hello("another", LiveSilo.NewSilo(), LiveSilo.NewClient(), null).Encode());

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

    private static async Task Until(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            await Task.Delay(5, patience.Token);
        }
    }

    private async Task SendAndAwaitCloseAsync(bool atGateway, byte[]? opening)
    {
        using var socket = await silo.ConnectAsync(atGateway);
        if (opening is not null)
        {
            await SendAsync(socket, opening);
        }

        await AwaitCloseAsync(socket);
    }

    private async Task<string> RefusalAsync(bool atGateway, Hello hello)
    {
        using var socket = await silo.ConnectAsync(atGateway);
        await socket.SendAsync(SampleFrames.Bytes(hello.Encode()));
        var answer = await LiveSilo.ReadHelloAsync(socket);
        socket.Shutdown(SocketShutdown.Send);
        await AwaitCloseAsync(socket).WaitAsync(Patience);
        return answer.RefusedBecause!;
    }
}
