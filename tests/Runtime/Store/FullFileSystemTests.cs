using Orleans.Ray.Store;
using static Orleans.Ray.Tests.Store.StoreUnderTest;

namespace Orleans.Ray.Tests.Store;

/// <summary>A file system of the shared memory that has less room than the store was told, as its writers and readers see it.</summary>
public sealed class FullFileSystemTests
{
    private const long Capacity = 8 << 20;
    private const long Room = 4 * ArenaChunks.Size;

    private readonly LimitedStorage _storage = new(Room);

    [Fact]
    public void A_writer_that_finds_no_room_says_so_and_leaves_nothing_behind()
    {
        using var test = Store();
        using var kept = test.Put(1, 100 * Kilobyte);
        using (var writer = test.Store.Create(2048 * Kilobyte, test.Info()))
        {
            var exception = Assert.Throws<ObjectStoreFullException>(() => writer.Write(0, new byte[2048 * Kilobyte]));
            Assert.Contains("ObjectStoreMemory", exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal((1, 1), (test.Statistics.Objects, test.Statistics.Aborted));
        AssertHolds(kept, 1);
        using var other = test.Put(2, 200 * Kilobyte);
        AssertHolds(other, 2);
    }

    [Fact]
    public void Sealing_what_was_never_written_fails_where_there_is_no_memory_behind_it()
    {
        using var test = Store();
        var writer = test.Store.Create(2048 * Kilobyte, test.Info());

        Assert.Throws<ObjectStoreFullException>(() => writer.Seal());

        Assert.Equal((0, 0, 1), (test.Statistics.Objects, test.Statistics.BytesInUse, test.Statistics.Aborted));
    }

    [Fact]
    public void The_memory_of_a_writer_is_there_before_it_is_handed_out()
    {
        using var test = Store();
        using var writer = test.Store.Create(2048 * Kilobyte, test.Info());

        Assert.Throws<ObjectStoreFullException>(() => writer.Span.Length);
    }

    [Fact]
    public void Values_of_more_than_there_is_room_for_are_spilled_and_read_back()
    {
        using var test = Store();
        using var values = SampleValues(test);
        var stored = Enumerable.Range(0, 12).Select(i => values.TryPut(SeededBytes.Of(i, 200 * Kilobyte), test.Info())!).ToArray();

        for (var i = 0; i < stored.Length; i++)
        {
            Assert.True(SeededBytes.Are(stored[i].Read(), i));
        }

        Assert.True(test.Statistics.ObjectsSpilled > 0);
        Assert.True(test.Statistics.ObjectsRestored > 0);
        Array.ForEach(stored, static value => value.Free());
    }

    [Fact]
    public async Task Ray_puts_and_returns_what_fits_and_says_why_the_rest_does_not()
    {
        await using var ray = await Ray.InitAsync(o =>
        {
            (o.NumCpus, o.ObjectStoreMemory, o.ObjectStoreTimeout) = (1, Capacity, TimeSpan.FromMilliseconds(100));
            o.ConfigureStore = store => (store.MemoryStorage, store.TouchAhead) = (_storage, 0);
        });

        var put = Assert.Throws<ObjectStoreFullException>(() => Ray.Put(Bulk.NewBlock(0, 250_000)));
        Assert.Contains("ObjectStoreMemory", put.Message, StringComparison.Ordinal);
        var returned = await Assert.ThrowsAsync<ObjectStoreFullException>(() => Bulk.Remote.MakeOf(1, 250_000).Soon());
        Assert.Equal("Bulk.MakeOf", returned.RayFailure()!.TaskName);

        var blocks = Enumerable.Range(0, 12).Select(i => i % 2 == 0 ? Ray.Put(Bulk.NewBlock(i)) : Bulk.Remote.Make(i)).ToArray();
        for (var i = 0; i < blocks.Length; i++)
        {
            using var block = await blocks[i].Soon();
            Assert.True(Bulk.IsBlock(block, i));
        }

        Assert.True((await StoreWatch.SummaryAsync()).TotalRestoredBytes > 0);
        blocks = null;
        await StoreWatch.EmptyAsync();
    }

    private static ValueStore SampleValues(StoreUnderTest test) => Orleans.Ray.StoreProcess.SampleValueStore.Over(test.Store);

    private StoreUnderTest Store() => new(Capacity, configure: options => options.MemoryStorage = _storage);
}
