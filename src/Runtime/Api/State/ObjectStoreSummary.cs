namespace Orleans.Ray;

/// <summary>The object store of one node: a row of <see cref="IRayState.SummarizeObjectStoresAsync"/>. Sizes are in bytes; totals count from the node's start.</summary>
public sealed record ObjectStoreSummary
{
    /// <summary>The node.</summary>
    public required NodeId NodeId { get; init; }

    /// <summary>Its file in shared memory; null as long as nothing was stored.</summary>
    public string? Path { get; init; }

    /// <summary>What fits in memory.</summary>
    public required long Capacity { get; init; }

    /// <summary>What objects take in memory.</summary>
    public required long UsedBytes { get; init; }

    /// <summary>That part of <see cref="UsedBytes"/> which readers pin.</summary>
    public required long PinnedBytes { get; init; }

    /// <summary>Memory that has been used or made ready for use; it is the node's until its end.</summary>
    public required long TouchedBytes { get; init; }

    /// <summary>Objects in memory, and on disk only.</summary>
    public required long Objects { get; init; }

    /// <summary>What objects take on disk now.</summary>
    public required long SpilledBytes { get; init; }

    /// <summary>Written to disk so far.</summary>
    public required long TotalSpilledBytes { get; init; }

    /// <summary>Read back from disk so far.</summary>
    public required long TotalRestoredBytes { get; init; }

    /// <summary>Copies that were dropped so far, since the object exists on another node. An object that is on disk already is dropped too when memory is short, and is not counted here.</summary>
    public required long TotalEvictedBytes { get; init; }

    /// <summary>Creations that found no room and had to wait.</summary>
    public required long CreationWaits { get; init; }

    /// <summary>Creations that failed for want of room.</summary>
    public required long AllocationFailures { get; init; }
}
