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

    /// <summary>Bytes of memory that are made present ahead of need.</summary>
    /// <value>The default, null, is the arena's own.</value>
    public long? TouchAhead { get; set; }

    /// <summary>How the file system of the shared memory is asked and written to.</summary>
    public IArenaStorage MemoryStorage { get; set; } = ArenaStorage.Instance;

    /// <summary>How many objects are spilled at a time.</summary>
    /// <value>The default is 2, and one for each directory where there are more.</value>
    public int? SpillWriters { get; set; }

    /// <summary>How long a creation or a restore waits for memory while the store frees none.</summary>
    /// <value>The default is 20 seconds: less than the 30 after which a grain call that puts something times out, and says less about why.</value>
    public TimeSpan CreateTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Where the socket lies through which other processes of the host use the store.</summary>
    /// <value>The default, null, is the user's own place for such things.</value>
    public string? SocketDirectory { get; set; }

    internal IEnumerable<string> EffectiveSpillDirectories => SpillDirectories.Count > 0 ? SpillDirectories : [DefaultSpillDirectory];

    // Each user has one of their own, since nobody else may write to it.
    private static string DefaultSpillDirectory => Path.Combine(Path.GetTempPath(), $"orleans-ray-{Environment.UserName}", "spill");

    /// <summary>Checks the options, and that the directories that were set can be written to.</summary>
    /// <exception cref="ArgumentException">One of them makes no sense; the message says which and what to set.</exception>
    public void Validate()
    {
        if (Capacity < ArenaAllocator.Alignment)
        {
            throw Invalid($"{nameof(Capacity)} is {Capacity} bytes; set it to {ArenaAllocator.Alignment} or more.");
        }

        if (TouchAhead < 0)
        {
            throw Invalid($"{nameof(TouchAhead)} is {TouchAhead} bytes; set it to 0, for none, or more.");
        }

        if (MaxSpillBytes < 0)
        {
            throw Invalid($"{nameof(MaxSpillBytes)} is {MaxSpillBytes}; set it to a number of bytes, or to 0 for no spilling.");
        }

        if (SpillReserve < 0)
        {
            throw Invalid($"{nameof(SpillReserve)} is {SpillReserve}; set it to a number of bytes to be left free, or to 0.");
        }

        if (SpillWriters < 1)
        {
            throw Invalid($"{nameof(SpillWriters)} is {SpillWriters}; set it to 1 or more.");
        }

        if (CreateTimeout < TimeSpan.Zero && CreateTimeout != Timeout.InfiniteTimeSpan)
        {
            throw Invalid($"{nameof(CreateTimeout)} is {CreateTimeout}; set it to zero or more, or to Timeout.InfiniteTimeSpan.");
        }

        foreach (var directory in SpillDirectories)
        {
            CheckDirectory(directory);
        }
    }

    private static void CheckDirectory(string directory)
    {
        if (string.IsNullOrWhiteSpace(directory))
        {
            throw new ArgumentException($"RayOptions.{nameof(RayOptions.ObjectSpillingDirectories)} has a directory that is blank; give it a path, or leave the list empty for a folder under {Path.GetTempPath()}.");
        }

        try
        {
            SpillFolder.Open(directory).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new ArgumentException($"RayOptions.{nameof(RayOptions.ObjectSpillingDirectories)} has '{directory}', which cannot be written to: {exception.Message} Set a directory that this process may write to.", exception);
        }
    }

    private static ArgumentException Invalid(FormattableString message) => new($"{nameof(ObjectStoreOptions)}.{FormattableString.Invariant(message)}");
}
