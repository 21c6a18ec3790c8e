using Orleans.Ray.Store;

namespace Orleans.Ray.Tests.Store;

internal static class ArenaExtensions
{
    public static ArenaBlock Allocate(this Arena arena, long size)
    {
        Assert.True(arena.TryAllocate(size, out var block), $"There was no room for {size} bytes.");
        return block;
    }

    /// <summary>Allocates room for bytes and writes them there.</summary>
    public static ArenaBlock Store(this Arena arena, ReadOnlySpan<byte> bytes)
    {
        var block = arena.Allocate(bytes.Length);
        arena.Write(block, 0, bytes);
        return block;
    }

    public static ReadOnlySpan<byte> Read(this Arena arena, ArenaBlock block) => arena.ReadSpan(block.Offset, (int)block.Size);

    public static void AssertHolds(this Arena arena, ArenaBlock block, ReadOnlySpan<byte> bytes) =>
        Assert.True(arena.Read(block).SequenceEqual(bytes), $"The {block.Size} bytes at {block.Offset} are not those that were written.");
}
