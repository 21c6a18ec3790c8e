using System.Globalization;

namespace Orleans.Ray.Store;

/// <content>What the store tells of itself.</content>
internal sealed partial class ObjectStore
{
    private const int DescribedPins = 5;

    public ObjectStoreStatistics Statistics()
    {
        lock (_lock)
        {
            return new ObjectStoreStatistics
            {
                Capacity = _memory.Capacity,
                BytesInUse = _memory.BytesInUse,
                BytesPinned = Volatile.Read(ref _bytesPinned),
                BytesTouched = _memory.BytesTouched,
                BytesOnDisk = _spill.Bytes,
                ObjectsSpilledNow = _counts.ObjectsSpilledNow,
                BytesSpilledNow = _counts.BytesSpilledNow,
                Objects = _entries.Count - _counts.ObjectsEvictedNow,
                Waiting = _queue.Count,
                Created = _counts.Created,
                Sealed = _counts.Sealed,
                Aborted = _counts.Aborted,
                Deleted = _counts.Deleted,
                ObjectsSpilled = _counts.ObjectsSpilled,
                BytesSpilled = _counts.BytesSpilled,
                ObjectsRestored = _counts.ObjectsRestored,
                BytesRestored = _counts.BytesRestored,
                ObjectsEvicted = _counts.ObjectsEvicted,
                BytesEvicted = _counts.BytesEvicted,
                AllocationFailures = _counts.AllocationFailures,
                SpillFailures = _spill.Failures,
                RestoreFailures = _counts.RestoreFailures,
                Waits = _counts.Waits,
                WaitTime = _counts.WaitTime,
                Collections = _collections.Count,
            };
        }
    }

    /// <summary>The objects, the oldest first, those that are deleted but still pinned included. Evicted copies are listed too, though nothing of them is here.</summary>
    public IReadOnlyList<StoredObjectEntry> List()
    {
        lock (_lock)
        {
            return [.. _entries.All().Select(entry => new StoredObjectEntry(
                entry.Info,
                entry.Size,
                entry.State,
                entry.Pins,
                entry.Holders is null ? [] : [.. entry.Holders],
                _time.GetElapsedTime(entry.CreatedAt),
                entry.File?.Path))];
        }
    }

    internal void AddHolder(StoreEntry entry, string holder)
    {
        lock (_lock)
        {
            entry.Holders ??= new Dictionary<string, int>(StringComparer.Ordinal);
            entry.Holders[holder] = entry.Holders.GetValueOrDefault(holder) + 1;
        }
    }

    internal void RemoveHolder(StoreEntry entry, string holder)
    {
        lock (_lock)
        {
            if (entry.Holders!.GetValueOrDefault(holder) is > 1 and var pins)
            {
                entry.Holders![holder] = pins - 1;
            }
            else
            {
                entry.Holders!.Remove(holder);
            }
        }
    }

    private static string Describe(in StoredObjectInfo info, long size)
    {
        var task = info.TaskName is null ? string.Empty : $", of task '{info.TaskName}'";
        var site = info.CallSite is null ? string.Empty : $", at {info.CallSite}";
        return string.Create(CultureInfo.InvariantCulture, $"Object {info.Id} ({info.TypeName}, {size} bytes{task}{site})");
    }

    private static string DescribePinned(StoreEntry entry)
    {
        var holders = entry.Holders is { Count: > 0 } known ? ": " + string.Join(", ", known.Select(static pair => $"{pair.Key} ({pair.Value})")) : string.Empty;
        return entry.State == StoredObjectState.Creating
            ? $"{Describe(entry.Info, entry.Size)} is being written"
            : $"{Describe(entry.Info, entry.Size)} has {entry.Pins} pins{holders}";
    }

    private string DescribeTooLargeNeedsLock(long size, in StoredObjectInfo info) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Describe(info, size)} is larger than the object store of this node, which has {_memory.Capacity} bytes. Set a larger RayOptions.{nameof(RayOptions.ObjectStoreMemory)}, or put it in parts.");

    private string DescribePressureNeedsLock(long size, in StoredObjectInfo info, TimeSpan waited)
    {
        var pinned = _entries.All().Where(static entry => entry.IsPinned).OrderByDescending(static entry => entry.Size).Take(DescribedPins).Select(DescribePinned).ToArray();
        var who = pinned.Length == 0 ? "Nothing is pinned." : $"The largest that are pinned: {string.Join("; ", pinned)}.";
        var usable = _memory.UsableCapacity == _memory.Capacity ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" ({_memory.UsableCapacity} of them usable, since the file system of the shared memory is full)");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {Describe(info, size)} found no memory in the object store within {waited}, and nothing was freed in the last {_createTimeout} of that. The store has {_memory.Capacity} bytes{usable}, of which {_memory.BytesInUse} are in use and {Volatile.Read(ref _bytesPinned)} are pinned; {size} are wanted and the largest free piece has {_memory.LargestFree}. {_queue.Count} others wait. {_counts.ObjectsSpilledNow} objects of {_counts.BytesSpilledNow} bytes are spilled, to: {_spill}. {who} Let go of what is no longer read, set a larger RayOptions.{nameof(RayOptions.ObjectStoreMemory)}, or name a directory that has room in RayOptions.{nameof(RayOptions.ObjectSpillingDirectories)}.
            """);
    }
}
