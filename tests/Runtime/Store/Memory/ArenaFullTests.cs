using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

/// <summary>What becomes of an arena whose file system has less room than the arena has capacity.</summary>
public sealed class ArenaFullTests : IDisposable
{
    private const long Room = 4 * ArenaChunks.Size;

    private readonly ArenaFolder _folder = new();
    private readonly LimitedStorage _storage = new(Room);
    private readonly ManualTime _time = new();
    private readonly List<string> _warnings = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_write_into_fresh_memory_says_that_the_file_system_is_full_and_what_was_stored_stays()
    {
        using var arena = Create();
        var kept = ArenaTests.Bytes(600_000, 1);
        var block = arena.Store(kept);
        var large = arena.Allocate(2_000_000);

        var exception = Assert.Throws<ArenaFullException>(() => arena.Write(large, 0, new byte[2_000_000]));

        Assert.Contains(arena.Path, exception.Message);
        Assert.Contains("ObjectStoreMemory", exception.Message);
        Assert.Contains("ObjectStoreMemory", Assert.Single(_warnings));
        arena.AssertHolds(block, kept);
        arena.Free(large);
        Assert.Equal(Room, arena.UsableCapacity);
        Assert.Equal(Room, arena.BytesTouched);
        Assert.Equal(Room - arena.BytesAllocated, arena.LargestFree);
    }

    [Fact]
    public void Only_memory_that_is_present_is_handed_out_afterwards()
    {
        using var arena = Create();
        Fill(arena);

        var stored = new List<(ArenaBlock Block, byte[] Bytes)>();
        while (arena.TryAllocate(100_000, out var block))
        {
            var bytes = ArenaTests.Bytes(100_000, stored.Count);
            arena.Write(block, 0, bytes);
            stored.Add((block, bytes));
        }

        Assert.Equal(Room / 100_032, stored.Count);
        Assert.All(stored, entry => arena.AssertHolds(entry.Block, entry.Bytes));
    }

    [Fact]
    public void A_hole_between_blocks_is_kept_aside_until_there_is_room_again()
    {
        using var arena = Create();
        var first = arena.Store(new byte[200_000]);
        var hole = arena.Allocate(1_500_000);
        var last = arena.Store(new byte[100_000]);

        Assert.Throws<ArenaFullException>(() => arena.Write(hole, 0, new byte[1_500_000]));
        arena.Free(hole);

        Assert.Equal(arena.BytesAllocated, Round(200_000) + Round(100_000));
        Assert.False(arena.TryAllocate(1_000_000, out _));
        Assert.InRange(arena.UsableCapacity, arena.BytesAllocated, Room);
        while (arena.TryAllocate(10_000, out var block))
        {
            arena.Write(block, 0, new byte[10_000]);
        }

        _storage.MakeRoom(10 * Room);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(arena.TryAllocate(1_000_000, out var again));
        arena.Write(again, 0, new byte[1_000_000]);
        Assert.Equal(ArenaFolder.Capacity, arena.UsableCapacity);
        arena.Free(first);
        arena.Free(last);
    }

    [Fact]
    public void A_full_file_system_is_tried_again_once_a_second()
    {
        using var arena = Create();
        Fill(arena);
        _storage.MakeRoom(10 * Room);

        Assert.False(arena.TryAllocate(2_000_000, out _));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(arena.TryAllocate(2_000_000, out var block));

        arena.Write(block, 0, new byte[2_000_000]);
        Assert.Equal(ArenaFolder.Capacity, arena.UsableCapacity);
    }

    [Fact]
    public void A_file_system_that_is_full_still_changes_nothing()
    {
        using var arena = Create();
        Fill(arena);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(arena.TryAllocate(2_000_000, out _));

        Assert.Equal(Room, arena.UsableCapacity);
        Assert.Single(_warnings);
    }

    [Fact]
    public void What_was_touched_ahead_before_the_file_system_was_full_is_handed_out()
    {
        using var arena = Arena.Create(_folder.Options with { Storage = _storage, Time = _time, Warn = Warn, TouchAhead = ArenaFolder.Capacity });
        var block = arena.Allocate(100);
        Assert.True(SpinWait.SpinUntil(() => arena.UsableCapacity < ArenaFolder.Capacity, Patience.Limit));

        // Touching ahead was quicker and has left nothing for what was allocated before.
        Assert.Throws<ArenaFullException>(() => arena.Write(block, 0, new byte[100]));
        arena.Free(block);

        var bytes = ArenaTests.Bytes((int)Room, 1);
        arena.AssertHolds(arena.Store(bytes), bytes);
        Assert.Equal(Room, arena.UsableCapacity);
        Assert.False(arena.TryAllocate(64, out _));
    }

    private static long Round(long size) => (size + 63) / 64 * 64;

    private Arena Create() => Arena.Create(_folder.Options with { Storage = _storage, Time = _time, Warn = Warn });

    private void Warn(string message)
    {
        lock (_warnings)
        {
            _warnings.Add(message);
        }
    }

    private static void Fill(Arena arena)
    {
        var all = arena.Allocate(ArenaFolder.Capacity);
        Assert.Throws<ArenaFullException>(() => arena.Write(all, 0, new byte[ArenaFolder.Capacity]));
        arena.Free(all);
    }
}
