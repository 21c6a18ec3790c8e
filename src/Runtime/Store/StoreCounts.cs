namespace Orleans.Ray.Store;

/// <summary>What a store has done, and how many objects are where. Belongs to its lock.</summary>
internal struct StoreCounts
{
    public long Created;
    public long Sealed;
    public long Aborted;
    public long Deleted;
    public long ObjectsSpilled;
    public long BytesSpilled;
    public long ObjectsRestored;
    public long BytesRestored;
    public long ObjectsEvicted;
    public long BytesEvicted;
    public long ObjectsSpilledNow;
    public long BytesSpilledNow;
    public long ObjectsEvictedNow;
    public long AllocationFailures;
    public long RestoreFailures;
    public long Waits;
    public TimeSpan WaitTime;
}
