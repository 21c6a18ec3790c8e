namespace Orleans.Ray.Store;

/// <summary>What the store can tell its users of an object; it decides nothing but whether the object may be evicted.</summary>
/// <param name="Id">The object.</param>
/// <param name="Job">The job that it belongs to.</param>
/// <param name="TypeName">The type of its value.</param>
/// <param name="TaskName">The task that returned it; null for one that was put.</param>
/// <param name="CallSite">Where it was put or submitted, where that is recorded.</param>
/// <param name="ExistsElsewhere">Whether another node has it too: such a copy is evicted where others are spilled.</param>
internal readonly record struct StoredObjectInfo(ObjectId Id, JobId Job, string TypeName, string? TaskName = null, string? CallSite = null, bool ExistsElsewhere = false);
