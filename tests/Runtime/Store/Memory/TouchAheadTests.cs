using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

public sealed class TouchAheadTests : IDisposable
{
    private const long Mebibyte = 1024 * 1024;

    private readonly ArenaFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Memory_is_touched_ahead_of_need_up_to_the_budget_once_the_arena_is_used()
    {
        using var arena = Create(3 * Mebibyte);
        Assert.Equal(0, arena.BytesTouched);

        var block = arena.Store("first"u8);

        await WaitForCondition.HoldsAsync(() => arena.BytesTouched == 3 * Mebibyte + ArenaChunks.Size && !arena.IsTouching);
        arena.AssertHolds(block, "first"u8);
        Assert.True(arena.TryAllocateTouched(2 * Mebibyte, out _));
    }

    [Fact]
    public async Task What_is_free_again_counts_as_ahead()
    {
        using var arena = Create(4 * Mebibyte);
        var large = arena.Store(new byte[8 * Mebibyte]);
        var wall = arena.Store("wall"u8);
        await WaitForCondition.HoldsAsync(() => arena.BytesTouched >= 12 * Mebibyte && !arena.IsTouching);
        var touched = arena.BytesTouched;

        arena.Free(large);
        for (var i = 0; i < 4; i++)
        {
            arena.Free(arena.Allocate(6 * Mebibyte));
        }

        await WaitForCondition.HoldsAsync(() => !arena.IsTouching);
        Assert.Equal(touched, arena.BytesTouched);
        arena.Free(wall);
    }

    [Fact]
    public async Task An_arena_that_stores_little_touches_little()
    {
        using var arena = Create(64 * Mebibyte);
        arena.Store("little"u8);

        await WaitForCondition.HoldsAsync(() => arena.BytesTouched >= 4 * Mebibyte && !arena.IsTouching);

        Assert.InRange(arena.BytesTouched, 4 * Mebibyte, 5 * Mebibyte);
    }

    [Fact]
    public async Task It_ends_with_the_arena()
    {
        var arena = Arena.Create(_folder.Options with { Capacity = 1L << 33, TouchAhead = 1L << 33, Storage = new FolderStorage(static _ => long.MaxValue) });
        arena.Allocate(1L << 32);
        await WaitForCondition.HoldsAsync(() => arena.BytesTouched > 0);

        arena.Dispose();

        await WaitForCondition.HoldsAsync(() => !arena.IsTouching);
        Assert.InRange(arena.BytesTouched, 1, 1L << 32);
        Assert.False(arena.TryAddReference());
    }

    [Fact]
    public async Task A_put_that_comes_upon_a_chunk_that_is_being_touched_loses_nothing()
    {
        using var arena = Create(16 * Mebibyte);
        var stored = new List<(ArenaBlock Block, byte[] Bytes)>();
        for (var i = 0; i < 60; i++)
        {
            var bytes = ArenaTests.Bytes(400_000, i);
            stored.Add((arena.Store(bytes), bytes));
        }

        await WaitForCondition.HoldsAsync(() => !arena.IsTouching);
        Assert.All(stored, entry => arena.AssertHolds(entry.Block, entry.Bytes));
    }

    private Arena Create(long touchAhead) => Arena.Create(_folder.Options with { Capacity = 64 * Mebibyte, TouchAhead = touchAhead });
}
