using Orleans.Ray.Store;
using Orleans.Ray.StoreProcess;
using static Orleans.Ray.Tests.Store.StoreUnderTest;

namespace Orleans.Ray.Tests.Store;

/// <summary>What a client does, in the process of the node itself: it has a mapping and a connection of its own all the same.</summary>
public sealed class StoreClientTests
{
    [Fact]
    public async Task The_node_reads_what_a_client_put_at_the_same_place()
    {
        await using var served = new ServedStore();
        using var client = served.Connect();

        using var stored = Put(client, 1, 5000);
        using var mine = stored.Pin();
        using var its = served.Get(1);

        Assert.Equal(OffsetIn(client.Arena, mine), OffsetIn(served.Store.Memory.Arena, its));
        Assert.True(SeededContents.Are(its.Span, 1));
        Assert.Equal(1, served.Store.Statistics().Objects);
    }

    [Fact]
    public async Task A_client_reads_what_the_node_put_at_the_same_place()
    {
        await using var served = new ServedStore();
        using var stored = served.Put(1, 5000);
        using var its = stored.Pin();
        using var client = served.Connect();

        using var mine = client.Get(stored.Info.Id);

        Assert.Equal(OffsetIn(served.Store.Memory.Arena, its), OffsetIn(client.Arena, mine));
        Assert.True(SeededContents.Are(mine.Span, 1));
        Assert.Equal(2, served.Store.List().Single().Pins);
        Assert.Contains(served.Store.List().Single().Holders, static holder => holder.Key == $"process {Environment.ProcessId}");
    }

    [Fact]
    public async Task An_object_of_no_bytes_is_one_too()
    {
        await using var served = new ServedStore();
        using var client = served.Connect();

        using var stored = Put(client, 1, 0);
        using var pin = client.Get(Commands.InfoOf(1).Id);

        Assert.Equal(0, pin.Length);
    }

    [Fact]
    public async Task An_object_that_does_not_exist_is_an_error()
    {
        await using var served = new ServedStore();
        using var client = served.Connect();

        var exception = Assert.Throws<KeyNotFoundException>(() => client.Get(Commands.InfoOf(1).Id));

        Assert.Contains(Commands.InfoOf(1).Id.ToString(), exception.Message);
    }

    [Fact]
    public async Task A_spilled_object_is_read_back_for_a_client()
    {
        await using var served = new ServedStore(capacity: 256 * Kilobyte);
        using var first = served.Put(1, 200 * Kilobyte);
        using var second = served.Put(2, 200 * Kilobyte);
        using var client = served.Connect();

        using (var pin = client.Get(first.Info.Id))
        {
            Assert.True(SeededContents.Are(pin.Span, 1));
        }

        Assert.True(served.Store.Statistics().ObjectsRestored >= 1);
    }

    [Fact]
    public async Task What_is_larger_than_the_store_is_refused_with_the_sizes()
    {
        await using var served = new ServedStore(capacity: 256 * Kilobyte);
        using var client = served.Connect();

        var exception = Assert.Throws<ObjectStoreFullException>(() => client.Create(300 * Kilobyte, Commands.InfoOf(1)));

        Assert.Contains((300 * Kilobyte).ToString(), exception.Message);
    }

    [Fact]
    public async Task What_a_client_lets_go_of_is_deleted()
    {
        await using var served = new ServedStore();
        using var client = served.Connect();
        var stored = Put(client, 1, 1000);

        stored.Dispose();

        await served.UntilAsync(static statistics => statistics is { Objects: 0, BytesInUse: 0, Deleted: 1 });
    }

    [Fact]
    public async Task What_a_client_aborts_is_gone()
    {
        await using var served = new ServedStore();
        using var client = served.Connect();

        client.Create(1000, Commands.InfoOf(1)).Dispose();

        await served.UntilAsync(static statistics => statistics is { Objects: 0, BytesInUse: 0, Aborted: 1 });
    }

    [Fact]
    public async Task An_adopted_object_outlives_its_client()
    {
        await using var served = new ServedStore();
        var client = served.Connect();
        var stored = Put(client, 1, 1000);
        Put(client, 2, 1000);

        Assert.True(served.Server.TryAdopt(stored.Info.Id, out var adopted));
        Assert.False(served.Server.TryAdopt(stored.Info.Id, out _));
        client.Dispose();
        stored.Dispose();

        await served.UntilAsync(static statistics => statistics.Objects == 1);
        using (adopted)
        {
            using var pin = adopted.Pin();
            Assert.True(SeededContents.Are(pin.Span, 1));
        }

        Assert.Equal(0, served.Store.Statistics().Objects);
    }

    [Fact]
    public async Task A_second_pin_asks_nobody_and_moves_with_the_first()
    {
        await using var served = new ServedStore();
        using var client = served.Connect();
        using var stored = Put(client, 1, 1000);
        Assert.False(stored.TryPin(out _));

        using var first = stored.Pin();
        Assert.True(stored.TryPin(out var second));

        first.Dispose();
        Assert.True(SeededContents.Are(second.Span, 1));
        Assert.Equal(1, served.Store.List().Single().Pins);
        second.Dispose();
        await WaitForCondition.HoldsAsync(() => served.Store.List().Single().Pins == 0);
    }

    [Fact]
    public async Task Pins_of_many_threads_add_up_to_nothing()
    {
        await using var served = new ServedStore();
        using var client = served.Connect();
        using var stored = Put(client, 1, 1000);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 200; i++)
            {
                using var pin = stored.Pin();
                Assert.True(SeededContents.Are(pin.Span, 1));
            }
        })));

        await WaitForCondition.HoldsAsync(() => served.Store.List().Single().Pins == 0);
    }

    [Fact]
    public async Task A_pin_stays_good_after_its_client_has_closed()
    {
        await using var served = new ServedStore();
        using var stored = served.Put(1, 1000);
        var client = served.Connect();
        var pin = client.Get(stored.Info.Id);

        client.Dispose();

        Assert.Throws<ObjectDisposedException>(() => client.Get(stored.Info.Id));
        Assert.True(SeededContents.Are(pin.Span, 1));
        Assert.Equal(1, served.Store.List().Single().Pins);
        pin.Dispose();
        await WaitForCondition.HoldsAsync(() => served.Server.Connections == 0);
        Assert.Equal(0, served.Store.List().Single().Pins);
    }

    [Fact]
    public async Task What_nobody_sealed_before_the_client_closed_stays_until_it_is_given_up()
    {
        await using var served = new ServedStore();
        var client = served.Connect();
        var writer = client.Create(1000, Commands.InfoOf(1));

        client.Dispose();

        writer.Write(0, SeededContents.Of(1, 1000));
        Assert.Equal(1, served.Store.Statistics().Objects);
        Assert.Throws<ObjectDisposedException>(writer.Seal);
        await served.UntilAsync(static statistics => statistics is { Objects: 0, BytesInUse: 0 });
    }

    [Fact]
    public async Task Pins_and_holds_that_nobody_has_any_more_are_given_back_by_the_collector()
    {
        await using var served = new ServedStore();
        using var client = served.Connect();
        PutAndForget(client);

        await WaitForCondition.HoldsAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return served.Store.Statistics().Objects == 0;
        });

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void PutAndForget(StoreClient client)
        {
            Put(client, 1, 1000).Pin();
            client.Create(1000, Commands.InfoOf(2));
        }
    }

    [Fact]
    public async Task Many_requests_of_many_threads_get_their_own_answers()
    {
        await using var served = new ServedStore(capacity: 4096 * Kilobyte);
        using var client = served.Connect();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(async () =>
        {
            var numbers = Enumerable.Range(thread * 1000, 100).Select(static number => (long)number).ToArray();
            var stored = numbers.Select(number => Put(client, number, (int)(number % 977))).ToArray();
            var pins = await Task.WhenAll(numbers.Select(number => client.GetAsync(Commands.InfoOf(number).Id)));
            for (var i = 0; i < numbers.Length; i++)
            {
                Assert.Equal(numbers[i] % 977, pins[i].Length);
                Assert.True(SeededContents.Are(pins[i].Span, numbers[i]));
                pins[i].Dispose();
                stored[i].Dispose();
            }
        })));

        await served.UntilAsync(static statistics => statistics is { Objects: 0, BytesInUse: 0 });
    }

    [Fact]
    public async Task Of_several_objects_of_one_id_one_is_found_as_long_as_there_is_one()
    {
        await using var served = new ServedStore();
        using var client = served.Connect();
        var stored = new[] { served.Put(1, 100), Put(client, 1, 100), served.Put(1, 100) };

        foreach (var next in new[] { stored[1], stored[2], stored[0] })
        {
            using (var pin = client.Get(next.Info.Id))
            {
                Assert.True(SeededContents.Are(pin.Span, 1));
            }

            next.Dispose();
        }

        Assert.Throws<KeyNotFoundException>(() => client.Get(stored[0].Info.Id));
    }

    internal static StoredObject Put(StoreClient client, long number, int size)
    {
        using var writer = client.Create(size, Commands.InfoOf(number));
        writer.Write(0, SeededContents.Of(number, size));
        return writer.Seal();
    }

    private static unsafe long OffsetIn(Arena arena, ObjectPin pin) => pin.Pointer - arena.ReadPointer(0);
}
