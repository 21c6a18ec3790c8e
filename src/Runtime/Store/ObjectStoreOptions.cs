namespace Orleans.Ray.Store;

/// <summary>What a node's object store may use.</summary>
internal sealed class ObjectStoreOptions
{
    /// <summary>Bytes that the store may hold in memory. They cost nothing until they are used.</summary>
    /// <value>The default is 30 % of what the garbage collector may use, as in Ray.</value>
    public long Capacity { get; set; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 10 * 3;

    /// <summary>Where the file of the shared memory lies.</summary>
    /// <value>The default, null, is the system's own place for shared memory.</value>
    public string? MemoryDirectory { get; set; }

    /// <summary>Where objects are spilled to, in turn.</summary>
    /// <value>The default, none, is a folder under the temporary path.</value>
    public IList<string> SpillDirectories { get; } = [];

    /// <summary>Bytes of all spill files together.</summary>
    /// <value>The default is no limit but <see cref="SpillReserve"/>.</value>
    public long MaxSpillBytes { get; set; } = long.MaxValue;

    /// <summary>Bytes that spilling leaves free on each file system.</summary>
    /// <value>The default is 1 GiB.</value>
    public long SpillReserve { get; set; } = 1L << 30;

    /// <summary>How many objects are spilled at a time.</summary>
    /// <value>The default is 2, and one for each directory where there are more.</value>
    public int? SpillWriters { get; set; }

    /// <summary>How long a creation or a restore waits for memory while the store frees none.</summary>
    /// <value>The default is 20 seconds: less than the 30 after which a grain call that puts something times out, and says less about why.</value>
    public TimeSpan CreateTimeout { get; set; } = TimeSpan.FromSeconds(20);
}
