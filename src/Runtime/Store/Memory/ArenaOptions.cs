namespace Orleans.Ray.Store;

/// <summary>What an arena is made with.</summary>
internal sealed record ArenaOptions
{
    /// <summary>The most that a budget of memory touched ahead is by default: 1 GiB.</summary>
    public const long MaxDefaultTouchAhead = 1L << 30;

    /// <summary>Bytes that can be allocated. None is used before it is needed.</summary>
    public required long Capacity { get; init; }

    /// <summary>The folder of the file; where null, <c>/dev/shm</c> on Linux and the temporary folder elsewhere.</summary>
    public string? Directory { get; init; }

    /// <summary>The folder that is used where the first one is missing, read-only or too small; where null, the temporary folder.</summary>
    public string? FallbackDirectory { get; init; }

    /// <summary>How many idle bytes a background thread makes present ahead of need; 0 for none. Where null, an eighth of the capacity, at most 1 GiB.</summary>
    public long? TouchAhead { get; init; }

    /// <summary>How many threads may share a large copy, the caller included; where null, as many as there are processors.</summary>
    public int? CopyThreads { get; init; }

    /// <summary>Told what the user should know: where the fallback is used and why, or that the file system is full.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>The clock by which a full file system is tried again.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How the file system is asked and written to.</summary>
    public IArenaStorage Storage { get; init; } = ArenaStorage.Instance;

    /// <exception cref="ArgumentOutOfRangeException">A value is not possible; the message says which one.</exception>
    public void Validate()
    {
        if (Capacity is < ArenaAllocator.Alignment or > ArenaHeader.MaxCapacity)
        {
            throw new ArgumentOutOfRangeException(nameof(Capacity), Capacity, $"The capacity of an object store is from {ArenaAllocator.Alignment} bytes to {ArenaHeader.MaxCapacity} bytes.");
        }

        if (TouchAhead < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(TouchAhead), TouchAhead, "The memory that is touched ahead is 0 bytes, for none, or more.");
        }

        if (CopyThreads < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(CopyThreads), CopyThreads, "A copy takes one thread or more.");
        }
    }
}
