using System.Diagnostics.Metrics;

namespace Orleans.Ray.Store;

/// <summary>A store's metrics, on its node's meter. All are observed, from what the store counts anyway.</summary>
internal static class ObjectStoreInstruments
{
    public static void Add(Meter meter, ObjectStore store)
    {
        Gauge("ray.object_store.capacity", "By", static statistics => statistics.Capacity, "What the store may hold in memory.");
        Gauge("ray.object_store.used", "By", static statistics => statistics.BytesInUse, "Memory that objects and unsealed creations take.");
        Gauge("ray.object_store.pinned", "By", static statistics => statistics.BytesPinned, "Objects that are read or written now.");
        Gauge("ray.object_store.touched", "By", static statistics => statistics.BytesTouched, "Memory that the system has given to the store.");
        Gauge("ray.object_store.on_disk", "By", static statistics => statistics.BytesOnDisk, "Spill files.");
        Gauge("ray.object_store.objects", "{object}", static statistics => statistics.Objects, "Objects, in memory or spilled.");
        Gauge("ray.object_store.objects_spilled", "{object}", static statistics => statistics.ObjectsSpilledNow, "Objects that are spilled now.");
        Gauge("ray.object_store.waiting", "{request}", static statistics => statistics.Waiting, "Creations and restores that wait for memory.");
        Counter("ray.object_store.created", "{object}", static statistics => statistics.Created, "Creations that got memory.");
        Counter("ray.object_store.sealed", "{object}", static statistics => statistics.Sealed, "Creations that were sealed.");
        Counter("ray.object_store.aborted", "{object}", static statistics => statistics.Aborted, "Creations that were given up.");
        Counter("ray.object_store.deleted", "{object}", static statistics => statistics.Deleted, "Objects that nobody held any more.");
        Counter("ray.object_store.spilled", "By", static statistics => statistics.BytesSpilled, "What was written to spill files.");
        Counter("ray.object_store.restored", "By", static statistics => statistics.BytesRestored, "What was read back.");
        Counter("ray.object_store.evicted", "By", static statistics => statistics.BytesEvicted, "Copies that were dropped.");
        Counter("ray.object_store.allocation_failures", "{request}", static statistics => statistics.AllocationFailures, "Creations and restores that got no memory.");
        Counter("ray.object_store.spill_failures", "{file}", static statistics => statistics.SpillFailures, "Spills that a directory did not take.");
        Counter("ray.object_store.restore_failures", "{object}", static statistics => statistics.RestoreFailures, "Objects that could not be read back.");
        Counter("ray.object_store.waits", "{request}", static statistics => statistics.Waits, "Creations and restores that had to wait for memory.");
        Counter("ray.object_store.collections", "{collection}", static statistics => statistics.Collections, "Garbage collections that the store asked for.");
        meter.CreateObservableCounter("ray.object_store.wait_time", () => store.Statistics().WaitTime.TotalSeconds, "s", "How long creations and restores have waited for memory, all together.");

        void Gauge(string name, string unit, Func<ObjectStoreStatistics, long> select, string description) =>
            meter.CreateObservableUpDownCounter(name, () => select(store.Statistics()), unit, description);

        void Counter(string name, string unit, Func<ObjectStoreStatistics, long> select, string description) =>
            meter.CreateObservableCounter(name, () => select(store.Statistics()), unit, description);
    }
}
