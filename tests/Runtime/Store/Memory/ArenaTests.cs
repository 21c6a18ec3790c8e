using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

public sealed class ArenaTests : IDisposable
{
    private readonly ArenaFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(262_144)]
    [InlineData(262_145)]
    [InlineData(3_000_001)]
    public void What_is_written_is_read_from_fresh_and_from_used_memory(int size)
    {
        using var arena = _folder.Create();
        for (var round = 1; round <= 3; round++)
        {
            var (before, bytes, after) = (Bytes(77, round), Bytes(size, round + 10), Bytes(77, round + 20));
            var blocks = new[] { arena.Store(before), arena.Store(bytes), arena.Store(after) };

            arena.AssertHolds(blocks[0], before);
            arena.AssertHolds(blocks[1], bytes);
            arena.AssertHolds(blocks[2], after);
            Array.ForEach(blocks, arena.Free);
            Assert.Equal(0, arena.BytesAllocated);
        }
    }

    [Fact]
    public void Parts_of_a_block_are_written_one_by_one_and_in_any_order()
    {
        using var arena = _folder.Create();
        var bytes = Bytes(1_000_000, 1);
        var block = arena.Allocate(bytes.Length);
        foreach (var start in new[] { 900_000, 0, 1, 500_000, 300_000, 100_000 })
        {
            var end = start switch { 0 => 1, 1 => 100_000, 100_000 => 300_000, 300_000 => 500_000, 500_000 => 900_000, _ => 1_000_000 };
            arena.Write(block, start, bytes.AsSpan(start, end - start));
        }

        arena.AssertHolds(block, bytes);
    }

    [Fact]
    public void A_span_that_is_written_to_is_read()
    {
        using var arena = _folder.Create();
        var block = arena.Allocate(600_000);
        var bytes = Bytes(599_999, 1);

        bytes.CopyTo(arena.WriteSpan(block, 1, bytes.Length));

        Assert.True(arena.Read(block)[1..].SequenceEqual(bytes));
    }

    [Fact]
    public void An_arena_takes_no_room_before_it_is_written()
    {
        using var arena = Arena.Create(_folder.Options with { Capacity = 1L << 33, Storage = new FolderStorage(static _ => long.MaxValue) });
        var block = arena.Allocate(5_000_000_000);

        Assert.Equal(0, arena.BytesTouched);
        arena.Write(block, 4_999_999_990, "the end"u8);

        Assert.Equal(ArenaChunks.Size, arena.BytesTouched);
        Assert.Equal("the end"u8, arena.ReadSpan(block.Offset + 4_999_999_990, 7));
        Assert.Equal(1L << 33, arena.Capacity);
        Assert.Equal(arena.Capacity - arena.BytesAllocated, arena.LargestFree);
    }

    [Fact]
    public void Memory_that_was_used_can_be_asked_for()
    {
        using var arena = _folder.Create();
        Assert.False(arena.TryAllocateTouched(64, out _));
        var block = arena.Store(Bytes(500_000, 1));
        arena.Free(block);

        Assert.True(arena.TryAllocateTouched(500_000, out var again));

        Assert.Equal(block.Offset, again.Offset);
        Assert.False(arena.TryAllocateTouched(500_000, out _));
        Assert.True(arena.TryAllocateTouched(20_000, out _));
    }

    [Fact]
    public void What_was_allocated_and_never_written_does_not_count_as_used()
    {
        using var arena = _folder.Create();
        var block = arena.Allocate(1_000_000);
        arena.Store(Bytes(100, 1));
        arena.Free(block);

        Assert.False(arena.TryAllocateTouched(1_000_000, out _));

        Assert.Equal(block.Offset, arena.Allocate(1_000_000).Offset);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 101)]
    [InlineData(100, 1)]
    [InlineData(long.MaxValue, 1)]
    public void A_write_outside_of_the_block_is_refused(long offset, int length)
    {
        using var arena = _folder.Create();
        var block = arena.Allocate(100);

        Assert.Throws<ArgumentOutOfRangeException>(() => arena.Write(block, offset, new byte[length]));
        Assert.Throws<ArgumentOutOfRangeException>(() => arena.WriteSpan(block, offset, length));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(ArenaFolder.Capacity + 1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public unsafe void A_place_outside_of_the_arena_is_refused(long offset)
    {
        using var arena = _folder.Create();

        Assert.Throws<ArgumentOutOfRangeException>(() => (nint)arena.ReadPointer(offset));
        Assert.Throws<ArgumentOutOfRangeException>(() => arena.Write(new ArenaBlock(offset, 64, 1), 0, new byte[64]));
    }

    [Fact]
    public void A_block_is_freed_once()
    {
        using var arena = _folder.Create();
        using var another = _folder.Create();
        var block = arena.Allocate(100);
        arena.Free(block);

        Assert.Throws<InvalidOperationException>(() => arena.Free(block));
        Assert.Throws<InvalidOperationException>(() => another.Free(arena.Allocate(100)));
    }

    [Theory]
    [InlineData(0, null, null)]
    [InlineData(63, null, null)]
    [InlineData(long.MaxValue, null, null)]
    [InlineData(64, -1L, null)]
    [InlineData(64, null, 0)]
    public void Options_that_are_not_possible_are_refused(long capacity, long? touchAhead, int? threads) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Arena.Create(_folder.Options with { Capacity = capacity, TouchAhead = touchAhead, CopyThreads = threads }));

    internal static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
