namespace Orleans.Ray.Store;

/// <summary>A request to the node. Its result is where the object is: offset and size.</summary>
internal sealed class ClientRequest(FrameKind kind, ulong number, ulong target) : TaskCompletionSource<(long Offset, long Size)>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public FrameKind Kind => kind;

    public ulong Number => number;

    /// <summary>The number of the object that it is about.</summary>
    public ulong Target => target;
}
