using System.Net.Sockets;
using Orleans.Polyfills.Gateways;
using Orleans.Runtime;

namespace Orleans.Polyfills.Frames;

public sealed class SocketConnectionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [MemberData(nameof(FuzzSeeds.All), MemberType = typeof(FuzzSeeds))]
    public async Task Frames_arrive_whole_however_they_are_cut(int seed)
    {
        var random = new Random(seed);
        using var pair = await SocketPair.CreateAsync();
        var sent = Enumerable.Range(0, 200)
            .Select(i => SampleFrames.Bytes(SocketPair.CreateFrame(random.Next(1, 100), i % 50 == 0 ? random.Next(300_000) : random.Next(300), (byte)i)))
            .ToArray();
        var receiver = new RecordingReceiver(sent.Length);
        pair.Near.Start(receiver);

        // The first one must fit the limits for introductions.
        sent[0] = SampleFrames.Bytes(SocketPair.CreateFrame(10, 0, 0));
        for (var rest = sent.SelectMany(static frame => frame).ToArray().AsMemory(); rest.Length > 0;)
        {
            var piece = Math.Min(rest.Length, random.Next(4) == 0 ? random.Next(1, 100_000) : random.Next(1, 20_000));
            await pair.Far.SendAsync(rest[..piece]);
            rest = rest[piece..];
        }

        await receiver.Complete.WaitAsync(Patience);
        Assert.Equal(sent.Select(Convert.ToHexString).Order(), receiver.Frames.Select(Convert.ToHexString).Order());
    }

    [Fact]
    public async Task Frames_of_many_senders_leave_whole()
    {
        const int senders = 8;
        const int each = 500;
        using var pair = await SocketPair.CreateAsync(1 << 30);
        var expected = new List<string>();
        var reading = ReadAllAsync(pair.Far);
        await Task.WhenAll(Enumerable.Range(0, senders).Select(sender => Task.Run(() =>
        {
            for (var i = 0; i < each; i++)
            {
                var frame = SocketPair.CreateFrame(1 + sender, i % 100 == 0 ? 40_000 : i, (byte)i);
                lock (expected)
                {
                    expected.Add(Convert.ToHexString(frame.Memory.Span));
                }

                Assert.Equal(SendResult.Sent, pair.Near.TrySend(frame));
            }
        })));
        pair.Near.Start(new RecordingReceiver(1));
        var closing = pair.Near.CloseAsync();
        var bytes = await reading.WaitAsync(Patience);
        pair.Far.Dispose();
        await closing.WaitAsync(Patience);

        Assert.Equal(expected.Order(), Split(bytes).Select(Convert.ToHexString).Order());
    }

    [Theory]
    [InlineData(int.MaxValue, 0)]
    [InlineData(-5, 10)]
    [InlineData(10, int.MinValue)]
    [InlineData(1_000_001, 0)]
    [InlineData(0, 100_000_001)]
    public async Task A_length_beyond_the_limits_closes_the_connection(int headers, int body)
    {
        using var pair = await SocketPair.CreateAsync();
        pair.Near.Start(new RecordingReceiver(2));

        await pair.Far.SendAsync(SampleFrames.Bytes(SocketPair.CreateFrame(10, 0, 0)));
        await pair.Far.SendAsync((byte[])[.. BitConverter.GetBytes(headers), .. BitConverter.GetBytes(body), 1, 2, 3]);

        await pair.Near.Closed.WaitAsync(Patience);
        Assert.IsType<InvalidDataException>(pair.Near.CloseReason);
    }

    [Fact]
    public async Task Before_the_introduction_its_own_limits_hold()
    {
        using var pair = await SocketPair.CreateAsync();
        pair.Near.Start(new RecordingReceiver(1));

        await pair.Far.SendAsync(SampleFrames.Bytes(SocketPair.CreateFrame(10, 1, 0)));

        await pair.Near.Closed.WaitAsync(Patience);
        Assert.IsType<InvalidDataException>(pair.Near.CloseReason);
    }

    [Fact]
    public async Task A_handler_that_throws_closes_the_connection()
    {
        using var pair = await SocketPair.CreateAsync();
        pair.Near.Start(new ThrowingReceiver());

        await pair.Far.SendAsync(SampleFrames.Bytes(SocketPair.CreateFrame(10, 0, 0)));
        await pair.Far.SendAsync(SampleFrames.Bytes(SocketPair.CreateFrame(10, 0, 0)));

        await pair.Near.Closed.WaitAsync(Patience);
        Assert.IsType<NotSupportedException>(pair.Near.CloseReason);
    }

    [Fact]
    public async Task Without_a_reader_the_queue_is_bounded_and_what_did_not_leave_is_given_back_in_order()
    {
        const int size = 10_000;
        const long limit = 1 << 20;
        using var pair = await SocketPair.CreateAsync(limit);
        var accepted = 0;
        Frame frame;
        while (pair.Near.TrySend(frame = Numbered(accepted)) == SendResult.Sent)
        {
            accepted++;
            Assert.True(accepted < 10_000, "The queue has no limit.");
        }

        frame.Dispose();
        pair.Near.Abort();
        var unsent = pair.Near.TakeUnsent();

        Assert.InRange(unsent.Count, 1, (limit / size) + 2);
        Assert.Equal(
            Enumerable.Range(accepted - unsent.Count, unsent.Count),
            unsent.Select(static bytes => BitConverter.ToInt32(bytes, FrameLimits.PrefixSize)));
        Assert.Empty(pair.Near.TakeUnsent());
        using var late = Numbered(0);
        Assert.Equal(SendResult.Closed, pair.Near.TrySend(late));

        static Frame Numbered(int number)
        {
            var frame = Frame.Rent(SocketPair.Limits);
            BitConverter.TryWriteBytes(frame.GetSpan(sizeof(int)), number);
            frame.Advance(sizeof(int));
            frame.EndHeaders();
            frame.GetSpan(size)[..size].Clear();
            frame.Advance(size);
            frame.EndBody();
            return frame;
        }
    }

    [Fact]
    public async Task A_sender_goes_on_when_the_reader_does()
    {
        using var pair = await SocketPair.CreateAsync(8 << 20);
        var sent = 0L;
        while (pair.Near.TrySend(SocketPair.CreateFrame(1, 100_000, 7)) == SendResult.Sent)
        {
            sent += FrameLimits.PrefixSize + 1 + 100_000;
        }

        var read = 0L;
        var buffer = new byte[1 << 20];
        using var patience = new CancellationTokenSource(Patience);
        while (read < sent)
        {
            read += await pair.Far.ReceiveAsync(buffer, SocketFlags.None, patience.Token);
        }

        Assert.Equal(sent, read);
        Assert.Equal(SendResult.Sent, pair.Near.TrySend(SocketPair.CreateFrame(1, 0, 7)));
    }

    [Fact]
    public async Task The_other_sides_end_closes_this_one_too()
    {
        using var pair = await SocketPair.CreateAsync();
        pair.Near.Start(new RecordingReceiver(1));

        pair.Far.Shutdown(SocketShutdown.Both);

        await pair.Near.Closed.WaitAsync(Patience);
        Assert.Null(pair.Near.CloseReason);
    }

    [Fact]
    public async Task Where_the_other_sides_end_is_waited_for_and_comes_after_this_ones_it_closes_at_once()
    {
        using var time = new HeldTime(TimeSpan.FromSeconds(1));
        using var hold = time.Hold();
        using var pair = await SocketPair.CreateAsync(time: time);
        pair.Near.Start(new RecordingReceiver(1));
        _ = pair.Near.WhenOtherEndedAsync();
        var closing = pair.Near.CloseAsync();
        Assert.Equal(0, await pair.Far.ReceiveAsync(new byte[1]));

        pair.Far.Shutdown(SocketShutdown.Send);

        await pair.Near.Closed.WaitAsync(Patience);
        await closing.WaitAsync(Patience);
    }

    private static async Task<byte[]> ReadAllAsync(Socket socket)
    {
        var stream = new MemoryStream();
        await new NetworkStream(socket).CopyToAsync(stream);
        return stream.ToArray();
    }

    private static IEnumerable<byte[]> Split(byte[] bytes)
    {
        for (var start = 0; start < bytes.Length;)
        {
            var length = SocketPair.Limits.ReadLength(bytes.AsSpan(start));
            yield return bytes[start..(start + length)];
            start += length;
        }
    }

    private sealed class ThrowingReceiver : IFrameReceiver
    {
        public FrameLimits HelloLimits => Hello.Limits;

        public void OnBytes()
        {
        }

        public bool OnHello(ReadOnlyMemory<byte> frame) => true;

        public void OnFrame(ReadOnlyMemory<byte> frame) => throw new NotSupportedException();
    }
}
