namespace Orleans.Ray.Tests.Streams;

public sealed class StreamMatrixTests
{
    private const int Large = 1 << 20;

    [Theory]
    [MemberData(nameof(Combinations))]
    public async Task B134_Every_producer_streams_items_of_every_size_to_every_consumer(bool isActor, bool isAsync, bool isLarge, bool readsAsync)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        var size = isLarge ? Large : 3;
        await using var threads = ByteActor.Remote.Create();
        await using var turns = AsyncByteActor.Remote.Create();
        var stream = (isActor, isAsync) switch
        {
            (true, true) => turns.Bytes(4, size),
            (true, false) => threads.Bytes(4, size),
            (false, true) => Bytes.Remote.StreamAsync(4, size),
            (false, false) => Bytes.Remote.Stream(4, size),
        };
        var values = new List<byte[]>();
        if (readsAsync)
        {
            await foreach (var item in stream)
            {
                values.Add(await item);
            }
        }
        else
        {
            values.AddRange(stream.ToBlockingEnumerable().Select(static item => Ray.Get(item)));
        }

        Assert.Equal(4, values.Count);
        Assert.All(values, (value, i) => Assert.True(value.Length == size && Array.TrueForAll(value, item => item == i)));
        await stream.Completed.Soon();
    }

    public static TheoryData<bool, bool, bool, bool> Combinations()
    {
        var data = new TheoryData<bool, bool, bool, bool>();
        for (var i = 0; i < 16; i++)
        {
            data.Add((i & 1) != 0, (i & 2) != 0, (i & 4) != 0, (i & 8) != 0);
        }

        return data;
    }
}
