namespace Orleans.Ray.Store;

/// <summary>One reading back of a spilled object, for all that want to pin it. When it ends well, each of them has a pin.</summary>
internal sealed class RestoreOperation
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => _done.Task;

    /// <summary>How many wait for it. Belongs to the store's lock.</summary>
    public int Readers { get; set; }

    /// <summary>Whether its readers have their pins. Belongs to the store's lock.</summary>
    public bool Succeeded { get; set; }

    public void Succeed() => _done.SetResult();

    public void Fail(Exception exception)
    {
        _done.SetException(exception);

        // Those that wait may all have left.
        _ = _done.Task.Exception;
    }
}
