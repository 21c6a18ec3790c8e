namespace Orleans.Ray.Store;

/// <summary>A creation or a restore that waits for memory.</summary>
internal sealed class SpaceRequest(long size, in StoredObjectInfo info, long startedAt) : TaskCompletionSource<ArenaBlock>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private readonly StoredObjectInfo _info = info;

    public long Size => size;

    public ref readonly StoredObjectInfo Info => ref _info;

    public long StartedAt => startedAt;

    /// <summary>How many that came later have got memory since.</summary>
    public int PassedOver { get; set; }

    public ITimer? Timer { get; set; }
}
