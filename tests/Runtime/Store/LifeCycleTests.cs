using System.Runtime.CompilerServices;
using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

public sealed class LifeCycleTests
{
    private const int Size = 10_000;

    [Fact]
    public void A_sealed_object_is_read_as_it_was_written()
    {
        using var test = new StoreUnderTest();
        using var stored = test.Put(1, Size);
        StoreUnderTest.AssertHolds(stored, 1);
        Assert.Equal(Size, stored.Size);
        Assert.Equal(StoredObjectState.InMemory, stored.State);
        Assert.True(stored.IsInMemory);
    }

    [Fact]
    public void An_object_can_be_written_in_parts_and_in_place()
    {
        using var test = new StoreUnderTest();
        using var writer = test.Store.Create(Size, test.Info());
        var bytes = SeededBytes.Of(2, Size);
        writer.Write(5_000, bytes.AsSpan(5_000));
        bytes.AsSpan(0, 5_000).CopyTo(writer.Span);
        using var stored = writer.Seal();
        using var pin = stored.Pin();
        Assert.True(SeededBytes.Are(pin.Span, 2));
        Assert.Equal(bytes.AsSpan(4_990, 20), pin.Slice(4_990, 20));
        Assert.Throws<ArgumentOutOfRangeException>(() => pin.Slice(Size - 10, 11).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => pin.Slice(-1, 1).Length);
    }

    [Fact]
    public void What_is_not_written_can_be_read_all_the_same()
    {
        using var test = new StoreUnderTest();
        using var writer = test.Store.Create(Size, test.Info());
        writer.Write(0, SeededBytes.Of(3, Size / 2));
        using var stored = writer.Seal();
        using var pin = stored.Pin();
        Assert.True(SeededBytes.Are(pin.Slice(0, Size / 2), 3));
        Assert.Equal(Size, pin.Span.Length);
        Assert.True(test.Statistics.BytesTouched >= Size);
    }

    [Fact]
    public void An_object_may_have_no_bytes()
    {
        using var test = new StoreUnderTest();
        using var stored = test.Put(0, 0);
        using var pin = stored.Pin();
        Assert.True(pin.Span.IsEmpty);
        Assert.Equal(0, pin.Length);
    }

    [Fact]
    public void A_node_that_stores_nothing_makes_no_file_and_no_folder()
    {
        using var test = new StoreUnderTest(configure: static options => options.SpillDirectories.Clear());
        Assert.Empty(Directory.EnumerateFileSystemEntries(test.Options.MemoryDirectory!));
        Assert.Equal(0, test.Statistics.BytesTouched);
        using var stored = test.Put(1, Size);
        Assert.Single(Directory.EnumerateFileSystemEntries(test.Options.MemoryDirectory!));
    }

    [Fact]
    public void A_creation_that_is_not_sealed_is_given_up_with_its_writer()
    {
        using var test = new StoreUnderTest();
        var writer = test.Store.Create(Size, test.Info());
        Assert.Equal(StoredObjectState.Creating, Assert.Single(test.Store.List()).State);
        writer.Dispose();
        writer.Dispose();
        Assert.Empty(test.Store.List());
        Assert.Equal((1, 1, 0, 0), (test.Statistics.Created, test.Statistics.Aborted, test.Statistics.Sealed, test.Statistics.Deleted));
        Assert.Equal(0, test.Statistics.BytesInUse);
    }

    [Fact]
    public async Task A_creation_that_is_forgotten_is_given_up_by_the_collector()
    {
        using var test = new StoreUnderTest();
        Forget(test);
        await CollectedAsync(test, static statistics => statistics is { Aborted: 1, BytesInUse: 0 });

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Forget(StoreUnderTest test) => test.Store.Create(Size, test.Info());
    }

    [Fact]
    public void Nothing_is_written_outside_an_object_or_after_its_end()
    {
        using var test = new StoreUnderTest();
        using var writer = test.Store.Create(Size, test.Info());
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Write(-1, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Write(Size, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Write(long.MaxValue, [1]));
        using var stored = writer.Seal();
        Assert.Throws<InvalidOperationException>(() => writer.Write(0, [1]));
        Assert.Throws<InvalidOperationException>(() => writer.Span.Length);
        Assert.Throws<InvalidOperationException>(writer.Seal);
        var given = test.Store.Create(Size, test.Info());
        given.Dispose();
        Assert.Throws<InvalidOperationException>(() => given.Write(0, [1]));
        Assert.Throws<InvalidOperationException>(given.Seal);
    }

    [Fact]
    public void An_object_goes_with_its_hold_and_its_memory_with_the_last_pin()
    {
        using var test = new StoreUnderTest();
        var stored = test.Put(3, Size);
        var (one, other) = (stored.Pin(), stored.Pin("reader"));
        stored.Dispose();
        stored.Dispose();
        Assert.Equal(1, test.Statistics.Deleted);
        Assert.Throws<ObjectDisposedException>(() => stored.Pin());
        Assert.False(stored.TryPin(out _));
        one.Dispose();
        Assert.True(SeededBytes.Are(other.Span, 3));
        Assert.NotEqual(0, test.Statistics.BytesInUse);
        other.Dispose();
        Assert.Equal(0, test.Statistics.BytesInUse);
        Assert.Empty(test.Store.List());
    }

    [Fact]
    public async Task An_object_whose_hold_and_pins_are_forgotten_goes_with_the_collector()
    {
        using var test = new StoreUnderTest();
        Forget(test);
        await CollectedAsync(test, static statistics => statistics is { Deleted: 1, BytesInUse: 0 });

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Forget(StoreUnderTest test) => test.Put(4, Size).Pin("nobody");
    }

    [Fact]
    public unsafe void A_released_pin_gives_nothing_more_and_others_are_as_they_were()
    {
        using var test = new StoreUnderTest();
        using var stored = test.Put(5, Size);
        var (one, other) = (stored.Pin(), stored.Pin());
        Parallel.For(0, 8, _ => one.Dispose());
        Assert.Throws<ObjectDisposedException>(() => one.Span.Length);
        Assert.Throws<ObjectDisposedException>(() => one.Slice(0, 1).Length);
        Assert.Throws<ObjectDisposedException>(() => (nint)one.Pointer);
        Assert.Equal(Size, one.Length);
        Assert.Equal(1, Assert.Single(test.Store.List()).Pins);
        Assert.True(SeededBytes.Are(other.Span, 5));
        Assert.Equal(0, (nint)other.Pointer % 64);
        other.Dispose();
    }

    [Fact]
    public unsafe void A_short_read_needs_no_object_for_its_pin()
    {
        using var test = new StoreUnderTest();
        var stored = test.Put(6, Size);
        Assert.True(stored.TryAddPin(out var address));
        stored.Dispose();
        Assert.True(SeededBytes.Are(new ReadOnlySpan<byte>((byte*)address, Size), 6));
        Assert.False(stored.TryAddPin(out _));
        stored.ReleasePin();
        Assert.Equal(0, test.Statistics.BytesInUse);
    }

    [Fact]
    public void A_closed_store_keeps_pinned_memory_until_its_pins_are_gone()
    {
        using var test = new StoreUnderTest();
        var stored = test.Put(7, Size);
        var pin = stored.Pin();
        using var writer = test.Store.Create(Size, test.Info());
        test.Store.Dispose();
        test.Store.Dispose();
        Assert.Empty(Directory.EnumerateFiles(test.Options.MemoryDirectory!));
        Assert.True(SeededBytes.Are(pin.Span, 7));
        Assert.Throws<ObjectDisposedException>(() => writer.Write(0, [1]));
        Assert.Throws<ObjectDisposedException>(writer.Seal);
        Assert.Throws<ObjectDisposedException>(() => stored.Pin());
        Assert.Throws<ObjectDisposedException>(() => test.Store.Create(1, test.Info()));
        stored.Dispose();
        Assert.True(SeededBytes.Are(pin.Span, 7));
        pin.Dispose();
        Assert.Equal(0, test.Statistics.Objects);
    }

    [Fact]
    public void A_listing_says_what_is_where_since_when_and_who_holds_it()
    {
        using var test = new StoreUnderTest();
        var info = test.Info() with { TaskName = "Linalg.Dot", CallSite = "Program.cs:12" };
        using var writer = test.Store.Create(Size, info);
        using var stored = writer.Seal();
        test.Time.Advance(TimeSpan.FromSeconds(3));
        using var named = stored.Pin("Linalg.Sum");
        using var again = stored.Pin("Linalg.Sum");
        using var nameless = stored.Pin();
        var row = Assert.Single(test.Store.List());
        Assert.Equal((info, (long)Size, StoredObjectState.InMemory, 3, TimeSpan.FromSeconds(3)), (row.Info, row.Size, row.State, row.Pins, row.Age));
        Assert.Equal([new("Linalg.Sum", 2)], row.Holders);
        named.Dispose();
        Assert.Equal([new("Linalg.Sum", 1)], test.Store.List()[0].Holders);
        again.Dispose();
        Assert.Empty(test.Store.List()[0].Holders);
        Assert.Equal((Size, 1), (test.Statistics.BytesPinned, test.Statistics.Sealed));
    }

    private static Task CollectedAsync(StoreUnderTest test, Func<ObjectStoreStatistics, bool> holds) => WaitForCondition.HoldsAsync(() =>
    {
        StoreUnderTest.CollectGarbage();
        return holds(test.Statistics);
    });
}
