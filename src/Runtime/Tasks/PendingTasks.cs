namespace Orleans.Ray.Tasks;

/// <summary>Counts the tasks of one job that were submitted and have not started, up to a limit. Only jobs with a limit have one.</summary>
/// <remarks>
/// A task counts from its submission to its start or its end, whichever is first, and again while it waits for another attempt. An attempt
/// is not refused, so the count may exceed the limit by the number of retries.
/// </remarks>
internal sealed class PendingTasks(int max)
{
    private readonly Lock _lock = new();
    private int _count;
    private TaskCompletionSource? _belowLimit;

    /// <summary>Counts a submission.</summary>
    /// <exception cref="PendingTasksLimitException">There are as many as may be.</exception>
    public void Enter(string task)
    {
        lock (_lock)
        {
            if (_count < max)
            {
                _count++;
                return;
            }
        }

        throw new PendingTasksLimitException(
            $"Task '{task}' was not submitted: {max} tasks of this driver wait already, which is RayOptions.MaxPendingTasks. Await Ray.WaitToSubmitAsync() before you submit, or set MaxPendingTasks higher, or to null for no limit.");
    }

    public void EnterAgain()
    {
        lock (_lock)
        {
            _count++;
        }
    }

    public void Leave()
    {
        TaskCompletionSource? below = null;
        lock (_lock)
        {
            if (--_count < max)
            {
                (below, _belowLimit) = (_belowLimit, null);
            }
        }

        below?.SetResult();
    }

    /// <summary>Completes when there is room for one more.</summary>
    public Task WaitAsync()
    {
        lock (_lock)
        {
            return _count < max ? Task.CompletedTask : (_belowLimit ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }
}
