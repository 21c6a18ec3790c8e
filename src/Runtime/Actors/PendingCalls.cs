using Orleans.Ray.Tasks;

namespace Orleans.Ray.Actors;

/// <summary>Counts the calls of one handle that have not finished, against the actor's limit.</summary>
/// <remarks>A call leaves before its result is visible: who has seen the result finds room for another call.</remarks>
internal sealed class PendingCalls(int limit)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _room;
    private int _count;

    public int Limit => limit;

    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_count >= limit)
            {
                return false;
            }

            _count++;
            return true;
        }
    }

    public void Leave()
    {
        TaskCompletionSource? room;
        lock (_lock)
        {
            _count--;
            room = _room;
            _room = null;
        }

        room?.SetResult();
    }

    /// <summary>Completes when there is room, if only for a moment where several flows submit.</summary>
    public ValueTask WaitForRoomAsync(CancellationToken cancellationToken)
    {
        Task room;
        lock (_lock)
        {
            if (_count < limit)
            {
                return cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled(cancellationToken) : default;
            }

            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            room = _room.Task;
        }

        return new ValueTask(WaitAsync(room, cancellationToken));
    }

    private static async Task WaitAsync(Task room, CancellationToken cancellationToken)
    {
        // The actor may need the very CPU that the waiting task holds.
        var lease = ExecutionScope.Current?.CpuLease;
        lease?.BeginWait();
        try
        {
            await room.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (lease is not null)
            {
                await Resumption.WaitAsync(lease).ConfigureAwait(false);
            }
        }
    }
}
