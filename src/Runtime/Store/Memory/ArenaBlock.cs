namespace Orleans.Ray.Store;

/// <summary>A range of the arena that has been handed out.</summary>
/// <param name="Offset">Where it begins, in bytes from the start of the arena's data; a multiple of <see cref="ArenaAllocator.Alignment"/>.</param>
/// <param name="Size">How many bytes were asked for. The range itself is rounded up to the alignment.</param>
/// <param name="Node">The allocator's own record of it.</param>
/// <param name="Serial">Tells this allocation from others of the same record, before and after it.</param>
internal readonly record struct ArenaBlock(long Offset, long Size, int Node, int Serial = 0);
