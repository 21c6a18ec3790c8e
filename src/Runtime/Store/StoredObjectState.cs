namespace Orleans.Ray.Store;

/// <summary>Where an object is in its life; <see cref="ObjectStore"/> says who may move it.</summary>
internal enum StoredObjectState
{
    /// <summary>Its writer has it. Nobody can pin it.</summary>
    Creating,

    /// <summary>Sealed, in memory.</summary>
    InMemory,

    /// <summary>In memory, and being written to a file.</summary>
    Spilling,

    /// <summary>In a file.</summary>
    Spilled,

    /// <summary>In a file, and being read into memory.</summary>
    Restoring,

    /// <summary>A copy that was dropped, since the object exists elsewhere.</summary>
    Evicted,

    /// <summary>Nobody holds it. Its memory goes with its last pin.</summary>
    Deleted,
}
