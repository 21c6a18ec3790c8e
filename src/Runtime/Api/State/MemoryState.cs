namespace Orleans.Ray;

/// <summary>Where the bytes of an object of the object store are.</summary>
public enum MemoryState
{
    /// <summary>In shared memory, being written.</summary>
    Creating,

    /// <summary>In shared memory.</summary>
    InMemory,

    /// <summary>In shared memory, on its way to disk.</summary>
    Spilling,

    /// <summary>On disk only.</summary>
    Spilled,

    /// <summary>On disk, on its way back to shared memory.</summary>
    Restoring,
}
