using System.Net.Sockets;
using Orleans.Ray.Store;
using Orleans.Ray.StoreProcess;

namespace Orleans.Ray.Tests.Store;

/// <summary>Peers that are broken, or hostile.</summary>
public sealed class StoreProtocolTests : IAsyncLifetime
{
    private readonly ServedStore _served = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData("too long")]
    [InlineData("unknown kind")]
    [InlineData("empty")]
    [InlineData("cut")]
    [InlineData("longer than it should be")]
    [InlineData("no such target")]
    [InlineData("number again")]
    [InlineData("negative size")]
    [InlineData("released too often")]
    [InlineData("sealed twice")]
    [InlineData("deleted unsealed")]
    [InlineData("pinned what it does not hold")]
    [InlineData("no flag")]
    public async Task What_breaks_the_protocol_ends_that_connection_alone(string how)
    {
        using var other = _served.Connect();
        using var stored = StoreClientTests.Put(other, 1, 100);
        using (var peer = RawClient.Greeted(_served.Server.Path))
        {
            Break(peer, how);

            Assert.Contains("broke its protocol", peer.ReadFarewell());
            using var pin = other.Get(stored.Info.Id);
            Assert.True(SeededContents.Are(pin.Span, 1));
        }

        await WaitForCondition.HoldsAsync(() => _served.Server.Connections == 1);
        Assert.Equal(1, _served.Store.Statistics().Objects);
    }

    [Fact]
    public async Task What_it_may_still_be_writing_is_kept_until_it_has_closed()
    {
        using (var peer = RawClient.Greeted(_served.Server.Path))
        {
            Create(peer, 1, 500 * 1024);
            peer.ReadFrame();
            peer.Send(FrameKind.Farewell, 2, static _ => { });
            peer.ReadFarewell();

            Assert.True(_served.Store.Statistics().BytesInUse >= 500 * 1024);
        }

        await _served.UntilAsync(static statistics => statistics.BytesInUse == 0);
    }

    [Fact]
    public async Task Truncated_at_any_byte_a_conversation_leaves_nothing()
    {
        var conversation = new FrameBuffer();
        conversation.Begin(FrameKind.Create, 1).Add(1000L).Add(Commands.InfoOf(1)).End();
        conversation.Begin(FrameKind.Seal, 2).Add(1UL).End();
        conversation.Begin(FrameKind.Get, 3).Add(Commands.InfoOf(1).Id).Add(0L).End();
        conversation.Begin(FrameKind.Pin, 4).Add(1UL).End();
        conversation.Begin(FrameKind.Create, 5).Add(1000L).Add(Commands.InfoOf(2)).End();
        conversation.Begin(FrameKind.Get, 6).Add(Commands.InfoOf(3).Id).Add(-1L).End();
        for (var length = 0; length <= conversation.Length; length++)
        {
            using var peer = RawClient.Greeted(_served.Server.Path);
            peer.Send(conversation.Bytes[..length]);
            peer.Finish();
        }

        await WaitForCondition.HoldsAsync(() => _served.Server.Connections == 0);
        await _served.UntilAsync(static statistics => statistics is { Objects: 0, BytesInUse: 0 });
    }

    [Fact]
    public async Task Random_frames_never_reach_the_node()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        using var other = _served.Connect();
        for (var peers = 0; peers < 60; peers++)
        {
            using var peer = RawClient.Greeted(_served.Server.Path);
            var frames = new FrameBuffer();
            for (var number = 1UL; number <= 20; number++)
            {
                AddRandom(frames, random, number);
            }

            var bytes = frames.Bytes.ToArray();
            if (random.Next(2) == 0)
            {
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            }

            peer.Send(bytes);
            peer.Finish();
            using var stored = StoreClientTests.Put(other, peers, 100);
            using var pin = other.Get(stored.Info.Id);
            Assert.True(SeededContents.Are(pin.Span, peers), $"Seed {seed}.");
        }

        await WaitForCondition.HoldsAsync(() => _served.Server.Connections == 1, $"seed {seed}");
        await _served.UntilAsync(static statistics => statistics is { Objects: 0, BytesInUse: 0, Waiting: 0 });
    }

    [Fact]
    public async Task One_that_reads_no_answers_holds_up_itself_alone()
    {
        using var stored = _served.Put(1, 100);
        using var other = _served.Connect();
        using (var peer = RawClient.Greeted(_served.Server.Path))
        {
            var sending = Task.Run(() =>
            {
                // More than the system keeps for either side.
                try
                {
                    for (var number = 1UL; number < 100_000; number++)
                    {
                        peer.Send(FrameKind.Get, number, static frame => frame.Add(Commands.InfoOf(2).Id).Add(0L));
                    }
                }
                catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
                {
                    // The test is over.
                }
            });
            for (var i = 0; i < 100; i++)
            {
                other.Get(stored.Info.Id).Dispose();
            }

            Assert.False(sending.IsCompleted);
            peer.Dispose();
            await sending.Soon();
        }

        await WaitForCondition.HoldsAsync(() => _served.Server.Connections == 1);
    }

    [Fact]
    public void Texts_that_are_too_long_are_cut_off()
    {
        using var client = _served.Connect();
        var info = Commands.InfoOf(1) with { TypeName = new string('é', 5000), CallSite = "here", TaskName = new string('t', 5000) };

        using var stored = client.Create(10, info).Seal();

        var listed = _served.Store.List().Single().Info;
        Assert.Equal(new string('é', StoreProtocol.MaxText / 2), listed.TypeName);
        Assert.Equal(StoreProtocol.MaxText, listed.TaskName!.Length);
        Assert.Equal("here", listed.CallSite);
    }

    private static void Create(RawClient peer, ulong number, long size) => peer.Send(FrameKind.Create, number, frame => frame.Add(size).Add(Commands.InfoOf((long)number)));

    private static void Break(RawClient peer, string how)
    {
        switch (how)
        {
            case "too long":
                peer.Send(BitConverter.GetBytes(StoreProtocol.MaxFrame + 1));
                break;
            case "unknown kind":
                peer.Send((FrameKind)200, 1, static _ => { });
                break;
            case "empty":
                peer.Send(BitConverter.GetBytes(0));
                break;
            case "cut":
                peer.Send(FrameKind.Get, 1, static frame => frame.Add(1L));
                break;
            case "longer than it should be":
                peer.Send(FrameKind.Get, 1, static frame => frame.Add(Commands.InfoOf(1).Id).Add(0L).Add(0L));
                break;
            case "no such target":
                peer.Send(FrameKind.Seal, 1, static frame => frame.Add(77UL));
                break;
            case "number again":
                peer.Send(FrameKind.Get, 5, static frame => frame.Add(Commands.InfoOf(9).Id).Add(0L));
                peer.Send(FrameKind.Get, 5, static frame => frame.Add(Commands.InfoOf(9).Id).Add(0L));
                break;
            case "negative size":
                Create(peer, 1, -1);
                break;
            case "released too often":
                peer.Send(FrameKind.Get, 1, static frame => frame.Add(Commands.InfoOf(1).Id).Add(0L));
                peer.Send(FrameKind.Release, 0, static frame => frame.Add(1UL).Add(2u));
                break;
            case "sealed twice":
                Create(peer, 1, 10);
                peer.Send(FrameKind.Seal, 2, static frame => frame.Add(1UL));
                peer.Send(FrameKind.Seal, 3, static frame => frame.Add(1UL));
                break;
            case "deleted unsealed":
                Create(peer, 1, 10);
                peer.Send(FrameKind.Delete, 0, static frame => frame.Add(1UL));
                break;
            case "pinned what it does not hold":
                peer.Send(FrameKind.Get, 1, static frame => frame.Add(Commands.InfoOf(1).Id).Add(0L));
                peer.Send(FrameKind.Pin, 2, static frame => frame.Add(1UL));
                break;
            case "no flag":
                peer.Send(FrameKind.Create, 1, static frame => frame.Add(10L).Add(Commands.InfoOf(1).Id).Add(0L).Add(0L).Add((byte)2));
                break;
        }
    }

    private static void AddRandom(FrameBuffer frames, Random random, ulong number)
    {
        var target = (ulong)random.NextInt64(1, 21);
        switch (random.Next(10))
        {
            case 0 or 1:
                frames.Begin(FrameKind.Create, number).Add(random.NextInt64(3000)).Add(Commands.InfoOf(1000 + random.Next(3))).End();
                break;
            case 2 or 3:
                frames.Begin(FrameKind.Get, number).Add(Commands.InfoOf(1000 + random.Next(3)).Id).Add((long)random.Next(-1, 2)).End();
                break;
            case 4:
                frames.Begin(FrameKind.Seal, number).Add(target).End();
                break;
            case 5:
                frames.Begin(FrameKind.Release, number).Add(target).Add((uint)random.Next(3)).End();
                break;
            case 6:
                frames.Begin((FrameKind)random.Next(256), number).Add(target).End();
                break;
            case 7:
                frames.Begin(FrameKind.Pin, number).Add(target).End();
                break;
            case 8:
                frames.Begin(FrameKind.Cancel, number).Add(target).End();
                break;
            default:
                var noise = frames.Begin((FrameKind)random.Next(12), number);
                for (var i = random.Next(40); i > 0; i--)
                {
                    noise.Add((byte)random.Next(256));
                }

                noise.End();
                break;
        }
    }
}
