namespace Orleans.Ray.Utilities;

/// <summary>Somebody who waits for an item, or for room for one.</summary>
/// <param name="ticket">By which the caller can give up.</param>
/// <param name="item">What is to be put.</param>
internal sealed class QueueWaiter<T>(Guid ticket, T? item)
{
    private readonly TaskCompletionSource<(bool Answered, T? Item)> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Guid Ticket => ticket;

    public T? Item => item;

    /// <summary>False where the waiter has left, and gets nothing.</summary>
    public bool TryAnswer(T answer) => _answer.TrySetResult((true, answer));

    public void TryGiveUp() => _answer.TrySetResult(default);

    /// <summary>The answer; none where the time was up first, or the caller was cancelled.</summary>
    public async Task<(bool Answered, T? Item)> WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            return await _answer.Task.WaitAsync(limit, cancellationToken);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // An answer may have come all the same, and then it counts.
            TryGiveUp();
            return await _answer.Task;
        }
    }
}
