namespace Orleans.Ray.Store;

/// <summary>The sealing of an object that does not exist yet, for those that wait for it.</summary>
internal sealed class ObjectArrival() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>How many wait. Belongs to the store's lock.</summary>
    public int Waiting { get; set; }
}
