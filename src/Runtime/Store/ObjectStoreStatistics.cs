namespace Orleans.Ray.Store;

/// <summary>What the store holds at one moment, and what it has done since it was made.</summary>
internal sealed record ObjectStoreStatistics
{
    /// <summary>Bytes that the store may hold in memory.</summary>
    public required long Capacity { get; init; }

    /// <summary>Bytes of memory that objects and unsealed creations take, with what rounding costs.</summary>
    public required long BytesInUse { get; init; }

    /// <summary>That part of <see cref="BytesInUse"/> which is pinned, or not sealed yet.</summary>
    public required long BytesPinned { get; init; }

    /// <summary>Bytes of memory that the system has really given so far.</summary>
    public required long BytesTouched { get; init; }

    /// <summary>Bytes of files that objects are in, also of those that are in memory as well.</summary>
    public required long BytesOnDisk { get; init; }

    /// <summary>Objects that are in a file and not in memory.</summary>
    public required long ObjectsSpilledNow { get; init; }

    /// <summary>Their bytes.</summary>
    public required long BytesSpilledNow { get; init; }

    /// <summary>Objects, in memory or in a file, and unsealed creations.</summary>
    public required long Objects { get; init; }

    /// <summary>Creations and restores that wait for memory.</summary>
    public required int Waiting { get; init; }

    /// <summary>Creations that got memory.</summary>
    public required long Created { get; init; }

    /// <summary>Creations that were sealed.</summary>
    public required long Sealed { get; init; }

    /// <summary>Creations that were given up before they were sealed.</summary>
    public required long Aborted { get; init; }

    /// <summary>Sealed objects that nobody held any more.</summary>
    public required long Deleted { get; init; }

    /// <summary>Objects that were written to a file, each time that they were.</summary>
    public required long ObjectsSpilled { get; init; }

    /// <summary>Their bytes.</summary>
    public required long BytesSpilled { get; init; }

    /// <summary>Objects that were read back, each time that they were.</summary>
    public required long ObjectsRestored { get; init; }

    /// <summary>Their bytes.</summary>
    public required long BytesRestored { get; init; }

    /// <summary>Copies that were dropped, since the object exists elsewhere.</summary>
    public required long ObjectsEvicted { get; init; }

    /// <summary>Their bytes.</summary>
    public required long BytesEvicted { get; init; }

    /// <summary>Creations and restores that got no memory: they were larger than the store, or their time was up.</summary>
    public required long AllocationFailures { get; init; }

    /// <summary>Spills that failed in one directory.</summary>
    public required long SpillFailures { get; init; }

    /// <summary>Restores that failed after all attempts.</summary>
    public required long RestoreFailures { get; init; }

    /// <summary>Creations and restores that had to wait for memory.</summary>
    public required long Waits { get; init; }

    /// <summary>How long they waited, all together.</summary>
    public required TimeSpan WaitTime { get; init; }

    /// <summary>Garbage collections that the store asked for.</summary>
    public required long Collections { get; init; }
}
