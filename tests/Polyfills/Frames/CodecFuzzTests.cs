using Orleans.Runtime;

namespace Orleans.Polyfills.Frames;

public sealed class CodecFuzzTests : IDisposable
{
    private const int RoundsPerSeed = 1_000;

    // Exceptions and their traces, names that have to be looked up; and for each byte of input the largest thing that it can stand for.
    private const long AllocationBase = 512 * 1024;
    private const long AllocationPerByte = 64;

    private readonly SampleFrames _samples = new();

    [Fact]
    public void What_is_not_damaged_is_read_as_it_was_written()
    {
        var message = _samples.Codec.Decode(_samples.All[1], out var problem);

        Assert.Null(problem);
        Assert.Equal(MessageDirection.OneWay, message.Direction);
        Assert.Equal(12345, message.Id);
        Assert.Equal(SampleFrames.Target, message.TargetGrain);
        Assert.Equal(SampleFrames.Caller, message.SendingGrain);
        Assert.Equal(SampleFrames.Silo, message.TargetSilo);
        Assert.Equal(SampleFrames.Silo, message.StaleAddress!.SiloAddress);
        Assert.Equal("one", message.RequestContext!["tenant"]);
        var request = _samples.Bodies.ReadRequest(message.InterfaceType, message.Body);
        Assert.Equal("some text", request.GetArgument(0));
        Assert.Equal([1, 2, 3], (int[])request.GetArgument(1)!);
    }

    [Theory]
    [MemberData(nameof(FuzzSeeds.All), MemberType = typeof(FuzzSeeds))]
    public void A_damaged_frame_is_a_message_or_invalid_data(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < RoundsPerSeed; round++)
        {
            var frame = random.Mutate(_samples.All[random.Next(_samples.All.Count)]);
            frame = random.Next(2) == 0 ? frame : random.WithHonestLength(frame);
            CheckAllocation(frame, () =>
            {
                if (TryDecode(frame) is { } message)
                {
                    ReadBody(message);
                }
            });
        }
    }

    [Theory]
    [MemberData(nameof(FuzzSeeds.All), MemberType = typeof(FuzzSeeds))]
    public void Random_bytes_are_invalid_data(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < RoundsPerSeed; round++)
        {
            var frame = random.WithHonestLength(random.Garbage(random.Next(200)));
            CheckAllocation(frame, () => TryDecode(frame));
        }
    }

    [Theory]
    [MemberData(nameof(FuzzSeeds.All), MemberType = typeof(FuzzSeeds))]
    public void A_damaged_introduction_is_one_or_invalid_data(int seed)
    {
        var random = new Random(seed);
        var valid = SampleFrames.Bytes(new Hello("cluster", SampleFrames.Silo, SampleFrames.Caller, SampleFrames.Silo).Encode());
        for (var round = 0; round < RoundsPerSeed; round++)
        {
            var frame = random.WithHonestLength(random.Mutate(valid));
            CheckAllocation(frame, () =>
            {
                try
                {
                    Hello.Decode(frame);
                }
                catch (InvalidDataException)
                {
                    // What the connection answers with a refusal.
                }
            });
        }
    }

    [Fact]
    public void An_introduction_of_another_version_says_so()
    {
        var frame = SampleFrames.Bytes(new Hello("cluster", SampleFrames.Silo, default, null).Encode());
        frame[FrameLimits.PrefixSize + sizeof(int)] = 99;

        var exception = Assert.Throws<InvalidDataException>(() => Hello.Decode(frame));

        Assert.Contains("version 99", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    [InlineData(101, 0)]
    [InlineData(0, 1_001)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(int.MinValue, int.MinValue)]
    public void Lengths_beyond_the_limits_are_invalid_data(int headers, int body)
    {
        byte[] prefix = [.. BitConverter.GetBytes(headers), .. BitConverter.GetBytes(body)];

        Assert.Throws<InvalidDataException>(() => new FrameLimits(100, 1_000).ReadLength(prefix));
    }

    public void Dispose() => _samples.Dispose();

    private static void CheckAllocation(byte[] input, Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated <= AllocationBase + (AllocationPerByte * input.Length), $"{allocated} bytes were allocated for {input.Length}: {Convert.ToHexString(input)}");
    }

    private Message? TryDecode(byte[] frame)
    {
        try
        {
            return _samples.Codec.Decode(frame, out _);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // Whatever a body's codecs throw becomes the answer to its call; what must not happen is a crash.
    private void ReadBody(Message message)
    {
        var exception = Record.Exception(() =>
        {
            if (message.Direction == MessageDirection.Response)
            {
                _ = _samples.Bodies.ReadException(message.Body);
                _ = _samples.Bodies.ReadResult<string>(message.Body);
            }
            else if (message.Direction is MessageDirection.Request or MessageDirection.OneWay)
            {
                _ = _samples.Bodies.ReadRequest(message.InterfaceType, message.Body);
            }
        });
        Assert.False(exception is OutOfMemoryException or NullReferenceException or AccessViolationException, exception?.ToString());
    }
}
