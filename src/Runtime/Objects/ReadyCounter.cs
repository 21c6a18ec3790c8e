using Orleans.Ray.CodeGeneration;
using Orleans.Ray.State;
using Orleans.Ray.Tasks;

namespace Orleans.Ray.Objects;

/// <summary>Waits until so many of some objects are ready. One waiter for all of them, taken back from the rest afterwards.</summary>
internal sealed class ReadyCounter(int count, bool failFast) : IObjectWaiter, IInterruptible
{
    // Whether they are ready; else the wait was interrupted.
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _missing = count;

    /// <summary>False where the time ran out. With <paramref name="failFast"/>, a failed object ends the waiting at once.</summary>
    public static async ValueTask<bool> WaitAsync(IReadOnlyList<ObjectState> pending, int count, bool failFast, TimeSpan limit, CancellationToken cancellationToken, string eventName = TimelineEvent.Get)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (limit == TimeSpan.Zero)
        {
            return false;
        }

        using var span = TimelineEvent.BeginWait(FirstPending(pending), eventName, isAsync: true);
        var scope = ExecutionScope.Current;
        var waits = scope?.Waits;
        var counter = new ReadyCounter(count, failFast);
        var lease = scope?.CpuLease;
        lease?.BeginWait();
        waits?.Add(counter);
        foreach (var state in pending)
        {
            if (!state.TryAddWaiter(counter))
            {
                counter.OnReady(state);
            }
        }

        try
        {
            return await counter._done.Task.WaitAsync(limit, cancellationToken).ConfigureAwait(false) ? true : throw waits!.Interrupted();
        }
        catch (TimeoutException)
        {
            // Whoever has told it something just in time is to be heard: a cancel comes once.
            return !counter._done.TrySetResult(true) && (await counter._done.Task.ConfigureAwait(false) ? true : throw waits!.Interrupted());
        }
        finally
        {
            waits?.Remove(counter);
            foreach (var state in pending)
            {
                state.RemoveWaiter(counter);
            }

            if (lease is not null)
            {
                await Resumption.WaitAsync(lease).ConfigureAwait(false);
            }
        }
    }

    public void OnReady(ObjectState state)
    {
        if (Interlocked.Decrement(ref _missing) == 0 || (failFast && state.Error is not null))
        {
            _done.TrySetResult(true);
        }
    }

    public bool Interrupt(bool orNext) => _done.TrySetResult(false);

    private static ObjectState FirstPending(IReadOnlyList<ObjectState> objects)
    {
        for (var i = 0; i < objects.Count; i++)
        {
            if (!objects[i].IsReady)
            {
                return objects[i];
            }
        }

        return objects[0];
    }
}
